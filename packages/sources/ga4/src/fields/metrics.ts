import { words } from "./words.ts";

const countingMetrics = words(
  "active1DayUsers active28DayUsers active7DayUsers activeUsers addToCarts advertiserAdClicks",
  "advertiserAdImpressions checkouts crashAffectedUsers ecommercePurchases engagedSessions eventCount",
  "firstTimePurchasers itemListClickEvents itemListViewEvents itemViewEvents itemsAddedToCart",
  "itemsCheckedOut itemsClickedInList itemsClickedInPromotion itemsPurchased itemsViewed itemsViewedInList",
  "itemsViewedInPromotion newUsers organicGoogleSearchClicks organicGoogleSearchImpressions promotionClicks",
  "promotionViews publisherAdClicks publisherAdImpressions screenPageViews scrolledUsers sessions",
  "totalPurchasers totalUsers transactions",
);

const measuringMetrics = words(
  "adUnitExposure advertiserAdCost advertiserAdCostPerClick advertiserAdCostPerKeyEvent",
  "averagePurchaseRevenue averagePurchaseRevenuePerPayingUser averagePurchaseRevenuePerUser",
  "averageRevenuePerUser averageSessionDuration bounceRate cartToViewRate crashFreeUsersRate dauPerMau",
  "dauPerWau engagementRate eventCountPerUser eventValue eventsPerSession firstTimePurchaserRate",
  "firstTimePurchasersPerNewUser grossItemRevenue grossPurchaseRevenue itemDiscountAmount",
  "itemListClickThroughRate itemPromotionClickThroughRate itemRefundAmount itemRevenue keyEvents",
  "organicGoogleSearchAveragePosition organicGoogleSearchClickThroughRate purchaseRevenue",
  "purchaseToViewRate purchaserRate refundAmount returnOnAdSpend screenPageViewsPerSession",
  "screenPageViewsPerUser sessionKeyEventRate sessionsPerUser shippingAmount taxAmount totalAdRevenue",
  "totalRevenue transactionsPerPurchaser userEngagementDuration userKeyEventRate wauPerMau",
);

/** A metric that every property has. */
export type StandardMetric = (typeof countingMetrics)[number] | (typeof measuringMetrics)[number];

/** A metric that a property defines itself, or one of a single key event. */
export type CustomMetric =
  | `${"keyEvents" | "sessionKeyEventRate" | "userKeyEventRate"}:${string}`
  | `${"customEvent" | "averageCustomEvent" | "countCustomEvent" | "calcMetric"}:${string}`;

const counting: ReadonlySet<string> = new Set(countingMetrics);

/**
 * Every {@link StandardMetric}, by name.
 *
 * @see https://developers.google.com/analytics/devguides/reporting/data/v1/api-schema (read 2026-11-24)
 */
export const standardMetrics: ReadonlySet<string> = new Set([
  ...countingMetrics,
  ...measuringMetrics,
]);

export const customMetricPrefixes: readonly string[] = words(
  "keyEvents sessionKeyEventRate userKeyEventRate customEvent averageCustomEvent countCustomEvent",
  "calcMetric",
);

/** Whether GA4 counts it in whole numbers; amounts, rates, durations and what a property defines may have decimals. */
export function isCount(metric: string): boolean {
  return counting.has(metric);
}
