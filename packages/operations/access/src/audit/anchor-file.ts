import type { Json } from "@brain/core";
import { unavailable } from "../errors.ts";
import { anchorSchema, type Anchor, type AnchorPlace } from "./anchor.ts";
import { canonicalJson } from "./canonical-json.ts";
import { appendLines } from "./lines-file.ts";
import { readLines } from "./read-lines.ts";

/**
 * Anchors in a file, one a line: best on another disk or machine, or where the log's writer may only append.
 *
 * @throws StoreError `store_unavailable` from its methods.
 */
export function anchorFile(path: string): AnchorPlace {
  async function* list(): AsyncGenerator<Json> {
    try {
      for await (const { lines } of readLines(path)) yield* lines.map(toJson);
    } catch (cause) {
      throw unavailable(`The anchors in ${path} cannot be read`, cause);
    }
  }
  return {
    list,
    async put(anchor) {
      try {
        await appendLines(path, async () => ({ lines: [canonicalJson(anchor)] }));
      } catch (cause) {
        throw unavailable(`The anchor cannot be written to ${path}`, cause);
      }
    },
    async last() {
      let last: Anchor | undefined;
      for await (const found of list()) last = anchorSchema.safeParse(found).data ?? last;
      return last;
    },
  };
}

function toJson(line: string | null): Json {
  try {
    // JSON.parse gives JSON.
    return line === null ? null : (JSON.parse(line) as Json);
  } catch {
    return null;
  }
}
