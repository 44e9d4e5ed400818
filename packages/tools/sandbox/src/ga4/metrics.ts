import type { Column } from "./traffic.ts";

/** The sums that a metric is made of. */
export type Sums = Readonly<Record<Column, number>>;

/** A metric: its type and how it follows from sums. */
export interface Metric {
  readonly type:
    | "TYPE_INTEGER"
    | "TYPE_FLOAT"
    | "TYPE_SECONDS"
    | "TYPE_MILLISECONDS"
    | "TYPE_CURRENCY";
  readonly of: (sums: Sums) => number;
}

/** A metric of a report. */
export interface ReportMetric {
  readonly name: string;
  readonly type: Metric["type"];
  readonly visible: boolean;
  readonly of: (sums: Sums) => number;
}

const integer = (of: Metric["of"]): Metric => ({ type: "TYPE_INTEGER", of });
const float = (of: Metric["of"]): Metric => ({ type: "TYPE_FLOAT", of });
const currency = (cents: Metric["of"]): Metric => ({
  type: "TYPE_CURRENCY",
  of: (sums) => cents(sums) / 100,
});
const ratio = (above: number, below: number): number => (below === 0 ? 0 : above / below);
const none = (): number => 0;

/** Every metric by its API name (names and types are facts as of 2026-03). What the traffic does not know is 0. */
export const metrics: Readonly<Record<string, Metric>> = {
  sessions: integer((s) => s.sessions),
  engagedSessions: integer((s) => s.engagedSessions),
  totalUsers: integer((s) => s.users),
  activeUsers: integer((s) => Math.max(s.newUsers, s.users - Math.floor(s.users / 9))),
  newUsers: integer((s) => s.newUsers),
  active1DayUsers: integer((s) => s.users),
  active7DayUsers: integer((s) => s.users * 4),
  active28DayUsers: integer((s) => s.users * 11),
  screenPageViews: integer((s) => s.views),
  eventCount: integer((s) => s.events),
  eventValue: float((s) => s.cents / 100),
  keyEvents: float((s) => s.keyEvents),
  transactions: integer((s) => s.purchases),
  ecommercePurchases: integer((s) => s.purchases),
  totalPurchasers: integer((s) => s.purchases),
  firstTimePurchasers: integer((s) => Math.floor(s.purchases / 2)),
  addToCarts: integer((s) => s.purchases * 3),
  checkouts: integer((s) => s.purchases * 2),
  userEngagementDuration: { type: "TYPE_SECONDS", of: (s) => s.quarterSeconds / 4 },
  averageSessionDuration: {
    type: "TYPE_SECONDS",
    of: (s) => ratio(s.quarterSeconds / 4, s.sessions),
  },
  adUnitExposure: { type: "TYPE_MILLISECONDS", of: (s) => s.adImpressions * 1000 },
  bounceRate: float((s) => ratio(s.sessions - s.engagedSessions, s.sessions)),
  engagementRate: float((s) => ratio(s.engagedSessions, s.sessions)),
  sessionKeyEventRate: float((s) => ratio(Math.min(s.keyEvents, s.sessions), s.sessions)),
  userKeyEventRate: float((s) => ratio(Math.min(s.keyEvents, s.users), s.users)),
  sessionsPerUser: float((s) => ratio(s.sessions, s.users)),
  screenPageViewsPerSession: float((s) => ratio(s.views, s.sessions)),
  screenPageViewsPerUser: float((s) => ratio(s.views, s.users)),
  eventCountPerUser: float((s) => ratio(s.events, s.users)),
  eventsPerSession: float((s) => ratio(s.events, s.sessions)),
  transactionsPerPurchaser: float((s) => ratio(s.purchases, s.purchases)),
  firstTimePurchaserRate: float((s) => ratio(Math.floor(s.purchases / 2), s.users)),
  firstTimePurchasersPerNewUser: float((s) => ratio(Math.floor(s.purchases / 2), s.newUsers)),
  purchaserRate: float((s) => ratio(s.purchases, s.users)),
  cartToViewRate: float((s) => ratio(s.purchases * 3, s.views)),
  purchaseToViewRate: float((s) => ratio(s.purchases, s.views)),
  dauPerMau: float((s) => ratio(s.users, s.users * 11)),
  dauPerWau: float((s) => ratio(s.users, s.users * 4)),
  wauPerMau: float((s) => ratio(s.users * 4, s.users * 11)),
  scrolledUsers: integer((s) => Math.floor(s.users / 3)),
  crashAffectedUsers: integer(none),
  crashFreeUsersRate: float(none),
  cohortActiveUsers: integer((s) => s.users),
  cohortTotalUsers: integer((s) => s.users),
  totalRevenue: currency((s) => s.cents + Math.floor(s.adImpressions / 10)),
  purchaseRevenue: currency((s) => s.cents),
  grossPurchaseRevenue: currency((s) => s.cents),
  totalAdRevenue: currency((s) => Math.floor(s.adImpressions / 10)),
  averagePurchaseRevenue: currency((s) => ratio(s.cents, s.purchases)),
  averagePurchaseRevenuePerPayingUser: currency((s) => ratio(s.cents, s.purchases)),
  averagePurchaseRevenuePerUser: currency((s) => ratio(s.cents, s.users)),
  averageRevenuePerUser: currency((s) => ratio(s.cents, s.users)),
  refundAmount: currency(none),
  shippingAmount: currency((s) => s.purchases * 495),
  taxAmount: currency((s) => Math.floor(s.cents / 5)),
  itemRevenue: currency((s) => s.cents),
  grossItemRevenue: currency((s) => s.cents),
  itemDiscountAmount: currency((s) => Math.floor(s.cents / 20)),
  itemRefundAmount: currency(none),
  itemsPurchased: integer((s) => s.items),
  itemsAddedToCart: integer((s) => s.items * 3),
  itemsCheckedOut: integer((s) => s.items * 2),
  itemsViewed: integer((s) => s.views),
  itemsViewedInList: integer((s) => s.views * 2),
  itemsViewedInPromotion: integer((s) => Math.floor(s.views / 4)),
  itemsClickedInList: integer((s) => Math.floor(s.views / 2)),
  itemsClickedInPromotion: integer((s) => Math.floor(s.views / 8)),
  itemListClickEvents: integer((s) => Math.floor(s.views / 2)),
  itemListViewEvents: integer((s) => s.views * 2),
  itemViewEvents: integer((s) => s.views),
  itemListClickThroughRate: float((s) => ratio(Math.floor(s.views / 2), s.views * 2)),
  itemPromotionClickThroughRate: float((s) =>
    ratio(Math.floor(s.views / 8), Math.floor(s.views / 4)),
  ),
  promotionClicks: integer((s) => Math.floor(s.views / 8)),
  promotionViews: integer((s) => Math.floor(s.views / 4)),
  publisherAdClicks: integer((s) => Math.floor(s.adClicks / 6)),
  publisherAdImpressions: integer((s) => s.adImpressions),
  advertiserAdClicks: integer((s) => s.adClicks),
  advertiserAdImpressions: integer((s) => s.adImpressions),
  advertiserAdCost: currency((s) => s.adCents),
  advertiserAdCostPerClick: currency((s) => ratio(s.adCents, s.adClicks)),
  advertiserAdCostPerKeyEvent: currency((s) => ratio(s.adCents, s.keyEvents)),
  returnOnAdSpend: float((s) => ratio(s.cents, s.adCents)),
  organicGoogleSearchClicks: integer((s) => Math.floor(s.sessions / 3)),
  organicGoogleSearchImpressions: integer((s) => s.sessions * 20),
  organicGoogleSearchClickThroughRate: float((s) =>
    ratio(Math.floor(s.sessions / 3), s.sessions * 20),
  ),
  organicGoogleSearchAveragePosition: float((s) => ratio(s.views, s.sessions)),
};

/** The metric of a name, property-specific ones such as `keyEvents:purchase` included. */
export function findMetric(name: string): Metric | undefined {
  if (Object.hasOwn(metrics, name)) return metrics[name];
  const [kind = "", parameter = ""] = name.split(/:(.*)/s);
  if (!/^\S+$/.test(parameter)) return undefined;
  switch (kind) {
    case "keyEvents":
      return float((s) => Math.floor(s.keyEvents / 2));
    case "sessionKeyEventRate":
      return float((s) => ratio(Math.min(Math.floor(s.keyEvents / 2), s.sessions), s.sessions));
    case "userKeyEventRate":
      return float((s) => ratio(Math.min(Math.floor(s.keyEvents / 2), s.users), s.users));
    case "customEvent":
      return integer((s) => s.events * 2);
    case "averageCustomEvent":
      return float((s) => ratio(s.events * 2, s.events));
    case "countCustomEvent":
      return integer((s) => s.events);
    default:
      return undefined;
  }
}
