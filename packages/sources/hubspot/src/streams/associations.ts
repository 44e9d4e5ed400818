import { defineStream } from "@brain/core";
import { z } from "zod";
import type { HubspotClient } from "../client.ts";
import { ASSOCIATION_BATCH_LIMIT } from "../limits.ts";
import { associationPairs, type CrmObjectName } from "../objects.ts";
import { listPages } from "./list-pages.ts";
import { readLinks, type Link } from "./read-links.ts";
import { readIds } from "./read-list.ts";
import { freshToken } from "./crm-state.ts";

/** A link between two records, in one direction and of one kind: two records can be linked in several ways. */
export const associationSchema = z.looseObject({
  from_type: z.string(),
  from_id: z.string(),
  to_type: z.string(),
  to_id: z.string(),
  /** `HUBSPOT_DEFINED`, `USER_DEFINED`, `INTEGRATOR_DEFINED` or `WORK`. */
  category: z.string(),
  /** What the link means: 1 is a contact's primary company, 279 any company of it. */
  type_id: z.int(),
  /** `Primary`, or the name that the account gave to this kind of link. */
  label: z.string().nullable(),
});

/** A record of the stream `associations`. */
export type Association = z.infer<typeof associationSchema>;

/** How far the ids of the first object have been read, and when (epoch ms). */
const stateSchema = z.object({ after: z.string(), at: z.number() });

/**
 * Links between records, read whole each time: HubSpot changes them without touching the records they join, so that
 * reading only the links of changed records would leave stale ones behind.
 */
export const associations = defineStream<HubspotClient>()({
  schema: associationSchema,
  primaryKey: ["from_type", "from_id", "to_type", "to_id", "category", "type_id"],
  mode: "mirror",
  stateSchema,
  partitions: () => associationPairs.map(({ from, to }) => ({ key: `${from}-${to}`, from, to })),
  async *read({ client, partition, state, resuming, clock }) {
    const { from, to } = partition;
    const start = resuming && state !== undefined ? freshToken(state, clock.now()) : undefined;
    for await (const { ids, next } of idBatches(client, from, start)) {
      const records: Association[] = [];
      for await (const links of readLinks(client, from, to, ids)) {
        for (const link of links) records.push(toAssociation(from, to, link));
      }
      const checkpoint = next === undefined ? undefined : { after: next, at: clock.now() };
      yield { records, checkpoint };
    }
  },
});

/** As many ids as one batch of links takes. */
async function* idBatches(
  client: HubspotClient,
  object: CrmObjectName,
  start: string | undefined,
): AsyncGenerator<{ readonly ids: readonly string[]; readonly next: string | undefined }> {
  let ids: string[] = [];
  for await (const page of listPages((after) => readIds(client, object, after), start)) {
    ids.push(...page.results);
    const full = ids.length + page.results.length > ASSOCIATION_BATCH_LIMIT;
    if (page.next !== undefined && !full) continue;
    yield { ids, next: page.next };
    ids = [];
  }
}

function toAssociation(from: CrmObjectName, to: CrmObjectName, link: Link): Association {
  const { fromId, toId, category, typeId, label } = link;
  return {
    from_type: from,
    from_id: fromId,
    to_type: to,
    to_id: toId,
    category,
    type_id: typeId,
    label,
  };
}
