import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Loaded, Target } from "./loaded.ts";

const script = new URL("./load.ts", import.meta.url).pathname;

/**
 * Loads so many records in a process of its own. `cache` is where Node keeps compiled sources: a process that has to strip
 * types first holds the 25 MB that does it, which users of the built packages never load.
 */
export async function measure(target: Target, records: number, cache: string): Promise<Loaded> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--conditions=@brain/source", script, target, String(records)],
    { env: { ...process.env, NODE_COMPILE_CACHE: cache, NODE_NO_WARNINGS: "1" } },
  );
  // `load.ts` wrote it.
  return JSON.parse(stdout) as Loaded;
}
