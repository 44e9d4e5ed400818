import ky from "ky";
import { contactProperties } from "../vendors/contact-page.ts";

/** A contact as the vendor of this benchmark sends it. */
export interface SentContact {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | null>>;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly archived: boolean;
  readonly url: string;
}

interface ListAnswer {
  readonly results: readonly SentContact[];
  readonly paging?: { readonly next: { readonly after: string } };
}

/** Page after page by ky alone: no budget, no retries, nothing checked. */
export async function* contactPagesByKy(url: string): AsyncGenerator<readonly SentContact[]> {
  const client = ky.create({ headers: { authorization: "Bearer pat-eu1-bench" }, retry: 0 });
  const query = `limit=100&properties=${contactProperties.join(",")}`;
  let after: string | undefined;
  do {
    const next = after === undefined ? "" : `&after=${after}`;
    const text = await client.get(`${url}/crm/objects/2026-09/contacts?${query}${next}`).text();
    // The loop that shows what the client alone costs checks nothing.
    const { results, paging } = JSON.parse(text) as ListAnswer;
    yield results;
    after = paging?.next.after;
  } while (after !== undefined);
}
