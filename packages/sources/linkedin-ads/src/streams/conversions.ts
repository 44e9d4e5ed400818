import { z } from "zod";
import { ofEachAccount, type AccountPartition } from "../account-partitions.ts";
import { byLastModified, changedOnly } from "../changed-only.ts";
import { toInstant, withInstants, withTextId } from "../instants.ts";
import { countedPages, elementsOf } from "../list-paging.ts";
import { moneySchema } from "../money.ts";
import { encoded, urn } from "../rest-li.ts";

/** What counts as a conversion, and how far back it is attributed to an ad. */
export const conversionSchema = z.looseObject({
  id: z.string(),
  account: z.string().nullish(),
  name: z.string().nullish(),
  type: z.string().nullish(),
  conversionMethod: z.string().nullish(),
  enabled: z.boolean().nullish(),
  attributionType: z.string().nullish(),
  /** Days. */
  postClickAttributionWindowSize: z.number().nullish(),
  /** Days. */
  viewThroughAttributionWindowSize: z.number().nullish(),
  campaigns: z.array(z.string()).nullish(),
  associatedCampaigns: z
    .array(
      z.looseObject({ campaign: z.string().nullish(), associatedAt: z.iso.datetime().nullish() }),
    )
    .nullish(),
  value: moneySchema.nullish(),
  created: z.iso.datetime().nullish(),
  lastModified: z.iso.datetime().nullish(),
});

/** A record of the stream `conversions`. */
export type Conversion = z.infer<typeof conversionSchema>;

/**
 * The conversion rules of each account.
 *
 * @see https://learn.microsoft.com/en-us/linkedin/marketing/integrations/ads-reporting/conversion-tracking (read 2026-11-24)
 */
export const conversions = ofEachAccount(
  changedOnly<Conversion, AccountPartition>({
    schema: conversionSchema,
    primaryKey: ["id"],
    cursor: byLastModified,
    path: "conversions",
    request: ({ partition: { account } }) => ({
      query: { q: "account", account: encoded(urn("sponsoredAccount", account)) },
    }),
    records: elementsOf,
    paging: countedPages,
    map: toConversion,
  }),
);

function toConversion(raw: object): object {
  const record = withInstants(withTextId({ ...raw }), ["created", "lastModified"]);
  const { associatedCampaigns } = record;
  if (!Array.isArray(associatedCampaigns)) return record;
  return {
    ...record,
    associatedCampaigns: associatedCampaigns.map((link: object) => ({
      ...link,
      associatedAt: toInstant(Reflect.get(link, "associatedAt")),
    })),
  };
}
