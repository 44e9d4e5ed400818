import { defineStream } from "@brain/core";
import { restStream } from "@brain/http";
import { z } from "zod";
import { accountPartitions, type AccountPartition } from "../account-partitions.ts";
import { toInstant } from "../instants.ts";
import { CAMPAIGNS_PER_REQUEST } from "../limits.ts";
import { inGroups } from "../in-groups.ts";
import type { LinkedinAdsClient } from "../client.ts";
import { countedPages, elementsOf } from "../list-paging.ts";
import { list, urn } from "../rest-li.ts";

/** That a campaign counts a conversion. */
export const campaignConversionSchema = z.looseObject({
  /** The campaign's URN. */
  campaign: z.string(),
  /** The conversion's URN. */
  conversion: z.string(),
  associatedAt: z.iso.datetime().nullish(),
});

/** A record of the stream `campaign_conversions`. */
export type CampaignConversion = z.infer<typeof campaignConversionSchema>;

interface GroupPartition extends AccountPartition {
  readonly campaigns: readonly string[];
}

const ofSomeCampaigns = restStream<CampaignConversion, GroupPartition>({
  schema: campaignConversionSchema,
  primaryKey: ["campaign", "conversion"],
  path: "campaignConversions",
  request: ({ partition }) => ({
    query: {
      q: "campaigns",
      campaigns: list(partition.campaigns.map((id) => urn("sponsoredCampaign", id))),
    },
  }),
  records: elementsOf,
  paging: countedPages,
  map: (raw) =>
    raw.associatedAt === undefined ? raw : { ...raw, associatedAt: toInstant(raw.associatedAt) },
});

/** Which conversions each campaign counts, asked for some campaigns at a time. */
export const campaignConversions = defineStream<LinkedinAdsClient>()({
  schema: campaignConversionSchema,
  primaryKey: ["campaign", "conversion"],
  mode: "mirror",
  partitions: accountPartitions,
  async *read(context) {
    const { account, key } = context.partition;
    const ids = await context.client.campaignIds(account);
    for (const campaigns of inGroups(ids, CAMPAIGNS_PER_REQUEST)) {
      const partition = { key, account, campaigns };
      for await (const page of ofSomeCampaigns.read({ ...context, partition, state: undefined })) {
        // Where these campaigns stop is not where the account does.
        yield { records: page.records, quality: page.quality };
      }
    }
  },
});
