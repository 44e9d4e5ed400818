import { join } from "node:path";
import { definePipeline, from, type Stream } from "@brain/core";
import { fileState, jsonl } from "@brain/files";
import type { Done } from "../job.ts";
import { WINDOW } from "./export-sources.ts";
import { writtenBy } from "./written-by.ts";

/** Reads an export into a folder, as a user's pipeline does. */
export async function exportedInto(folder: string, events: Stream): Promise<Done> {
  const report = await definePipeline({
    name: "bench",
    destination: jsonl(folder),
    state: fileState(join(folder, "state")),
    pii: "allow",
    flows: [from(events).into("events", { mode: "append" })],
  }).run({ window: WINDOW });
  return { records: writtenBy(report) };
}
