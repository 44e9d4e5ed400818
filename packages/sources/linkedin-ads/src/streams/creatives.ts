import { path } from "@brain/http";
import { z } from "zod";
import { ofEachAccount, type AccountPartition } from "../account-partitions.ts";
import { changedOnly, LOOKBACK_MS } from "../changed-only.ts";
import { withInstants } from "../instants.ts";
import { CREATIVES_PAGE_SIZE } from "../limits.ts";
import { elementsOf, namedPages } from "../list-paging.ts";

/** What a campaign shows. */
export const creativeSchema = z.looseObject({
  /** A URN, unlike the ids of campaigns. */
  id: z.string(),
  campaign: z.string().nullish(),
  account: z.string().nullish(),
  name: z.string().nullish(),
  intendedStatus: z.string().nullish(),
  isServing: z.boolean().nullish(),
  isTest: z.boolean().nullish(),
  servingHoldReasons: z.array(z.string()).nullish(),
  review: z.looseObject({ status: z.string().nullish() }).nullish(),
  /** `reference` names the post or share that is shown. */
  content: z.looseObject({}).nullish(),
  createdAt: z.iso.datetime().nullish(),
  createdBy: z.string().nullish(),
  lastModifiedAt: z.iso.datetime().nullish(),
  lastModifiedBy: z.string().nullish(),
});

/** A record of the stream `creatives`. */
export type Creative = z.infer<typeof creativeSchema>;

/**
 * Creatives of every status.
 *
 * @see https://learn.microsoft.com/en-us/linkedin/marketing/integrations/ads/account-structure/create-and-manage-creatives (read 2026-11-24)
 */
export const creatives = ofEachAccount(
  changedOnly<Creative, AccountPartition>({
    schema: creativeSchema,
    primaryKey: ["id"],
    cursor: { field: "lastModifiedAt", order: "unordered", lookbackMs: LOOKBACK_MS },
    pii: { createdBy: "id", lastModifiedBy: "id" },
    path: ({ partition }) => path`adAccounts/${partition.account}/creatives`,
    request: () => ({
      query: { q: "criteria", sortOrder: "ASCENDING" },
      headers: { "x-restli-method": "FINDER" },
    }),
    records: elementsOf,
    paging: namedPages(CREATIVES_PAGE_SIZE),
    map: (raw) => withInstants(raw, ["createdAt", "lastModifiedAt"]),
  }),
);
