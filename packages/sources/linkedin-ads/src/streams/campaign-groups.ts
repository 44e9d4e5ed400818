import { z } from "zod";
import { ofEachAccount, type AccountPartition } from "../account-partitions.ts";
import { changedOnly } from "../changed-only.ts";
import { moneySchema, scheduleSchema } from "../money.ts";
import { searchedList } from "../searched-list.ts";
import { groupStatuses } from "../statuses.ts";

/** A group of campaigns with a common budget and schedule. */
export const campaignGroupSchema = z.looseObject({
  id: z.string(),
  account: z.string().nullish(),
  name: z.string().nullish(),
  status: z.string().nullish(),
  servingStatuses: z.array(z.string()).nullish(),
  totalBudget: moneySchema.nullish(),
  runSchedule: scheduleSchema.nullish(),
  backfilled: z.boolean().nullish(),
  test: z.boolean().nullish(),
  created: z.iso.datetime().nullish(),
  lastModified: z.iso.datetime().nullish(),
});

/** A record of the stream `campaign_groups`. */
export type CampaignGroup = z.infer<typeof campaignGroupSchema>;

/**
 * Campaign groups of every status.
 *
 * @see https://learn.microsoft.com/en-us/linkedin/marketing/integrations/ads/account-structure/create-and-manage-campaign-groups (read 2026-11-24)
 */
export const campaignGroups = ofEachAccount(
  changedOnly<CampaignGroup, AccountPartition>({
    schema: campaignGroupSchema,
    primaryKey: ["id"],
    ...searchedList("adCampaignGroups", groupStatuses),
  }),
);
