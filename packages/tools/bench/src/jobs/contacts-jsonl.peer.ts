// HubSpot's own client, page by page, into the same file as the raw loop.
import { openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { Client } from "@hubspot/api-client";
import { job } from "../job.ts";
import { contactProperties } from "../vendors/contact-page.ts";

await job(async ({ url, folder, number }) => {
  const basePath = `${url}/${number("contacts")}`;
  const { basicApi } = new Client({ accessToken: "pat-eu1-bench", basePath }).crm.contacts;
  const file = openSync(join(folder, "contacts.jsonl"), "w");
  let records = 0;
  let after: string | undefined;
  do {
    const { results, paging } = await basicApi.getPage(100, after, [...contactProperties]);
    let text = "";
    for (const contact of results) text += `${JSON.stringify(contact)}\n`;
    writeSync(file, text);
    records += results.length;
    after = paging?.next?.after;
  } while (after !== undefined);
  return { records };
});
