/** Fields that the API treats alike when it decides what goes together (facts as of 2026-03, commonly used fields only). */
const classes: Readonly<Record<string, string>> = {
  channel: "firstUserDefaultChannelGroup sessionDefaultChannelGroup sessionGoogleAdsCampaignName",
  calendar:
    "country date dayOfWeek deviceCategory isoYearIsoWeek landingPagePlusQueryString month nthDay week year yearMonth yearWeek",
  source:
    "firstUserCampaignName firstUserMedium firstUserSource sessionCampaignName sessionMedium sessionSource sessionSourceMedium",
  general:
    "active1DayUsers active28DayUsers active7DayUsers activeUsers audienceName bounceRate browser city contentGroup continent dateHour dateHourMinute engagedSessions engagementRate eventName hostName hour isKeyEvent landingPage language newVsReturning operatingSystem pagePath pagePathPlusQueryString pageTitle platform region searchTerm sessionKeyEventRate sessions sessionsPerUser totalUsers transactionId unifiedScreenClass userKeyEventRate",
  revenue: "keyEvents purchaseRevenue totalRevenue",
  itemsPurchased: "itemsPurchased",
  eventChannel: "defaultChannelGroup googleAdsCampaignName",
  event:
    "averageSessionDuration ecommercePurchases eventCount newUsers screenPageViews screenPageViewsPerSession transactions userEngagementDuration",
  demographic: "brandingInterest userAgeBracket userGender",
  eventSource: "campaignName manualSource medium source sourceMedium",
  item: "itemCategory itemId itemName itemRevenue",
  advertiser: "advertiserAdClicks advertiserAdCost advertiserAdImpressions returnOnAdSpend",
  organic: "organicGoogleSearchClicks",
  cohort: "cohortActiveUsers cohortNthDay",
};

/** Classes of which no field goes with any field of the others. */
const conflicts: Readonly<Record<string, string>> = {
  channel: "organic cohort",
  calendar: "advertiser cohort",
  source: "demographic organic cohort",
  general: "advertiser organic cohort",
  revenue: "item advertiser organic cohort",
  itemsPurchased: "eventChannel eventSource advertiser organic cohort",
  eventChannel: "event item organic cohort",
  event: "eventSource item advertiser organic cohort",
  demographic: "eventSource advertiser organic cohort",
  eventSource: "item organic cohort",
  item: "advertiser organic cohort",
};

const classOf = new Map(
  Object.entries(classes).flatMap(([name, fields]) =>
    fields.split(" ").map((field) => [field, name]),
  ),
);
const pairs = new Set(
  Object.entries(conflicts).flatMap(([name, others]) =>
    others.split(" ").flatMap((other) => [`${name} ${other}`, `${other} ${name}`]),
  ),
);

/** Whether two fields cannot stand in one report. */
export const areIncompatible = (one: string, other: string): boolean =>
  pairs.has(`${classOf.get(one)} ${classOf.get(other)}`);

/** A field to remove so that the others go together: the one with most conflicts, of equals the last. */
export function offendingField(fields: readonly string[]): string | undefined {
  let offender: string | undefined;
  let most = 0;
  for (const field of fields) {
    const count = fields.filter((other) => areIncompatible(field, other)).length;
    if (count > 0 && count >= most) {
      offender = field;
      most = count;
    }
  }
  return offender;
}
