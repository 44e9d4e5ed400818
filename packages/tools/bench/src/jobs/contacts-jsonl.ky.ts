// What reading and writing contacts costs with the client that ours is built on, when nothing else is done.
import { openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { job } from "../job.ts";
import { contactPagesByKy } from "./contact-pages-by-ky.ts";

await job(async ({ url, folder, number }) => {
  const file = openSync(join(folder, "contacts.jsonl"), "w");
  let records = 0;
  for await (const page of contactPagesByKy(`${url}/${number("contacts")}`)) {
    let text = "";
    for (const contact of page) text += `${JSON.stringify(contact)}\n`;
    writeSync(file, text);
    records += page.length;
  }
  return { records };
});
