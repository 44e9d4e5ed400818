import { Agent, get } from "node:http";
import { contactProperties } from "../vendors/contact-page.ts";

interface ListAnswer {
  readonly results: readonly object[];
  readonly paging?: { readonly next: { readonly after: string } };
}

/** The raw loop's half that reads: one connection, page after page, nothing checked. */
export async function* contactPages(url: string): AsyncGenerator<readonly object[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const query = `limit=100&properties=${contactProperties.join(",")}`;
  let after: string | undefined;
  do {
    const next = after === undefined ? "" : `&after=${after}`;
    const text = await getText(`${url}/crm/objects/2026-09/contacts?${query}${next}`, agent);
    // The loop that everything is measured against checks nothing.
    const { results, paging } = JSON.parse(text) as ListAnswer;
    yield results;
    after = paging?.next.after;
  } while (after !== undefined);
  agent.destroy();
}

function getText(url: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { authorization: "Bearer pat-eu1-bench" } }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
      response.on("error", reject);
    }).on("error", reject);
  });
}
