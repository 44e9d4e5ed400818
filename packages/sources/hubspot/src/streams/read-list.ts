import type { HubspotClient, ListPage } from "../client.ts";
import { MAX_PROPERTIES_IN_URL } from "../limits.ts";
import type { RawObject } from "../to-record.ts";
import { listPages } from "./list-pages.ts";

/**
 * Every record of an object, in pages of 100: no cap, no index delay.
 *
 * The properties travel in the address while they fit in it, else in the body of a batch read of each page's ids: an
 * address too long is answered 414, and naming fewer properties would lose data.
 */
export async function* readList(
  client: HubspotClient,
  object: string,
  properties: readonly string[],
  start: string | undefined,
): AsyncGenerator<ListPage<RawObject>> {
  let inUrl = encodeURIComponent(properties.join(",")).length <= MAX_PROPERTIES_IN_URL;
  yield* listPages(async (after) => {
    const page = inUrl ? await client.list(object, { properties, after }) : undefined;
    // A proxy in between may allow less than HubSpot does.
    inUrl = page !== undefined;
    return page ?? listByBatch(client, object, properties, after);
  }, start);
}

async function listByBatch(
  client: HubspotClient,
  object: string,
  properties: readonly string[],
  after: string | undefined,
): Promise<ListPage<RawObject>> {
  const { results, next } = await readIds(client, object, after);
  if (results.length === 0) return { results: [], next };
  return { results: await client.batchRead(object, results, properties), next };
}

/** One page of an object's ids. */
export async function readIds(
  client: HubspotClient,
  object: string,
  after: string | undefined,
): Promise<ListPage<string>> {
  // One property that always comes: without any name HubSpot sends a handful.
  const page = await client.list(object, { properties: ["hs_object_id"], after });
  return { results: (page?.results ?? []).map(({ id }) => id), next: page?.next };
}
