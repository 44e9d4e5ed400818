import type { Stream } from "@brain/core";
import type { Done } from "../job.ts";
import { WINDOW } from "./export-sources.ts";

/** Reads an export page by page and keeps none, as a script may. */
export async function countRecords(events: Stream): Promise<Done> {
  let records = 0;
  for await (const page of events.read({ window: WINDOW })) records += page.records.length;
  return { records };
}
