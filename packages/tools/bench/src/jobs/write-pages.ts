import { openSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Done } from "../job.ts";

/** Writes pages into a file, a line for each record: the half of the bare loops that writes. */
export async function writePages(
  folder: string,
  pages: AsyncIterable<readonly object[]>,
): Promise<Done> {
  const file = openSync(join(folder, "contacts.jsonl"), "w");
  let records = 0;
  for await (const page of pages) {
    let text = "";
    for (const contact of page) text += `${JSON.stringify(contact)}\n`;
    writeSync(file, text);
    records += page.length;
  }
  return { records };
}
