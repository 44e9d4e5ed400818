// The same work between one page of the raw loop and the next.
import { openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { job } from "../job.ts";
import { contactPages } from "./contact-pages.ts";
import { workFor } from "./work-for.ts";

await job(async ({ url, folder, number }) => {
  const workMs = number("workMs");
  const file = openSync(join(folder, "contacts.jsonl"), "w");
  let records = 0;
  for await (const page of contactPages(`${url}/${number("contacts")}`)) {
    workFor(workMs);
    for (const contact of page) writeSync(file, `${JSON.stringify(contact)}\n`);
    records += page.length;
  }
  return { records };
});
