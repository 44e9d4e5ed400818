// HubSpot's own client, page by page, into the same file as the raw loop.
import { Client } from "@hubspot/api-client";
import { job } from "../job.ts";
import { contactProperties } from "../vendors/contact-page.ts";
import { writePages } from "./write-pages.ts";

await job(({ url, folder, number }) =>
  writePages(folder, contactPagesByPeer(`${url}/${number("contacts")}`)),
);

async function* contactPagesByPeer(basePath: string): AsyncGenerator<readonly object[]> {
  const { basicApi } = new Client({ accessToken: "pat-eu1-bench", basePath }).crm.contacts;
  let after: string | undefined;
  do {
    const { results, paging } = await basicApi.getPage(100, after, [...contactProperties]);
    yield results;
    after = paging?.next?.after;
  } while (after !== undefined);
}
