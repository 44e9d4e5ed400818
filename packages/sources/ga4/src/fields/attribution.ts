import { words } from "./words.ts";

// Dimensions that say where traffic came from exist three times: as they stand (what the event is attributed to), for the
// session and for the user's first visit: `medium`, `sessionMedium`, `firstUserMedium`.

const attributed = words(
  "campaignId campaignName defaultChannelGroup medium primaryChannelGroup source sourceMedium",
  "sourcePlatform",
);

/** What several ad platforms report, under the platform's prefix. */
const campaign = words("CampaignId CampaignName CreativeFormat Medium Source SourceMedium");

const manual = words("AdContent MarketingTactic SourcePlatform Term");

const googleAds = words(
  "AccountName AdGroupId AdGroupName AdNetworkType CampaignId CampaignName CampaignType CreativeId",
  "CustomerId Keyword Query",
);

const cm360 = words(
  "AccountId AccountName AdvertiserId AdvertiserName CreativeId CreativeName CreativeType CreativeTypeId",
  "CreativeVersion PlacementCostStructure PlacementId PlacementName RenderingId SiteId SiteName",
);

const dv360 = words(
  "AdvertiserId AdvertiserName CreativeId CreativeName ExchangeId ExchangeName InsertionOrderId",
  "InsertionOrderName LineItemId LineItemName PartnerId PartnerName",
);

const sa360 = words(
  "AdGroupId AdGroupName EngineAccountId EngineAccountName EngineAccountType ManagerAccountId",
  "ManagerAccountName Query",
);

type Name<List extends readonly string[]> = List[number];
type Unscoped =
  | Name<typeof attributed>
  | `${"manual" | "cm360" | "dv360" | "sa360"}${Name<typeof campaign>}`
  | `manual${Name<typeof manual>}`
  | `googleAds${Name<typeof googleAds>}`
  | `cm360${Name<typeof cm360>}`
  | `dv360${Name<typeof dv360>}`
  | `sa360${Name<typeof sa360>}`;

/** A dimension that tells the origin of an event, a session or a user. */
export type AttributionDimension =
  | Unscoped
  | `${"session" | "firstUser"}${Capitalize<Unscoped>}`
  | "sa360KeywordText"
  | "sessionSa360Keyword"
  | "firstUserSa360KeywordText";

/** Every {@link AttributionDimension}, by name. */
export const attributionDimensions: readonly string[] = [
  ...inScopes([
    ...attributed,
    ...["manual", "cm360", "dv360", "sa360"].flatMap((platform) => under(platform, campaign)),
    ...under("manual", manual),
    ...under("googleAds", googleAds),
    ...under("cm360", cm360),
    ...under("dv360", dv360),
    ...under("sa360", sa360),
  ]),
  "sa360KeywordText",
  "sessionSa360Keyword",
  "firstUserSa360KeywordText",
];

function under(platform: string, names: readonly string[]): string[] {
  return names.map((name) => platform + name);
}

function inScopes(names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const capitalised = name.charAt(0).toUpperCase() + name.slice(1);
    return [name, `session${capitalised}`, `firstUser${capitalised}`];
  });
}
