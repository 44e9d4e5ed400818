import { z } from "zod";
import { ofEachAccount, type AccountPartition } from "../account-partitions.ts";
import { changedOnly } from "../changed-only.ts";
import { moneySchema, scheduleSchema } from "../money.ts";
import { searchedList } from "../searched-list.ts";
import { campaignStatuses } from "../statuses.ts";

/** A campaign: whom it is shown to, when, and for how much. */
export const campaignSchema = z.looseObject({
  id: z.string(),
  account: z.string().nullish(),
  campaignGroup: z.string().nullish(),
  name: z.string().nullish(),
  status: z.string().nullish(),
  type: z.string().nullish(),
  format: z.string().nullish(),
  objectiveType: z.string().nullish(),
  optimizationTargetType: z.string().nullish(),
  costType: z.string().nullish(),
  unitCost: moneySchema.nullish(),
  dailyBudget: moneySchema.nullish(),
  totalBudget: moneySchema.nullish(),
  runSchedule: scheduleSchema.nullish(),
  servingStatuses: z.array(z.string()).nullish(),
  locale: z.looseObject({}).nullish(),
  pacingStrategy: z.string().nullish(),
  audienceExpansionEnabled: z.boolean().nullish(),
  offsiteDeliveryEnabled: z.boolean().nullish(),
  offsitePreferences: z.looseObject({}).nullish(),
  storyDeliveryEnabled: z.boolean().nullish(),
  creativeSelection: z.string().nullish(),
  politicalIntent: z.string().nullish(),
  associatedEntity: z.string().nullish(),
  /** As LinkedIn has it: its keys are URNs. */
  targetingCriteria: z.looseObject({}).nullish(),
  version: z.looseObject({ versionTag: z.string().nullish() }).nullish(),
  test: z.boolean().nullish(),
  created: z.iso.datetime().nullish(),
  lastModified: z.iso.datetime().nullish(),
});

/** A record of the stream `campaigns`. */
export type Campaign = z.infer<typeof campaignSchema>;

/**
 * Campaigns of every status.
 *
 * @see https://learn.microsoft.com/en-us/linkedin/marketing/integrations/ads/account-structure/create-and-manage-campaigns (read 2026-11-24)
 */
export const campaigns = ofEachAccount(
  changedOnly<Campaign, AccountPartition>({
    schema: campaignSchema,
    primaryKey: ["id"],
    ...searchedList("adCampaigns", campaignStatuses),
  }),
);
