import type { RuleSet } from "@brain/core";
import type { StandardMetric } from "./fields/metrics.ts";

/** What the rows of any report may have of the fields that {@link ga4Rules} look at. */
export type ReportFields = {
  readonly property_id?: string;
  readonly date?: string | null;
  readonly startDate?: string;
  readonly endDate?: string;
} & { readonly [M in StandardMetric]?: number | null };

const count = ">= 0";
const rate = { min: 0, max: 1 } as const;

/**
 * Rules for the rows of any report: those about fields that a report does not have say nothing. Amounts may be below 0, since
 * refunds are taken from them; users and sessions are estimates, so that what contradicts itself is a warning.
 */
export const ga4Rules: RuleSet<ReportFields> = {
  required: ["property_id"],
  types: { property_id: "integer", date: "date", startDate: "date", endDate: "date" },
  constraints: {
    sessions: count,
    engagedSessions: count,
    totalUsers: count,
    newUsers: count,
    activeUsers: count,
    screenPageViews: count,
    eventCount: count,
    keyEvents: count,
    transactions: count,
    userEngagementDuration: count,
    averageSessionDuration: count,
    bounceRate: rate,
    engagementRate: rate,
    sessionKeyEventRate: rate,
  },
  compare: [
    ["endDate", ">=", "startDate"],
    ["engagedSessions", "<=", "sessions", "warn"],
    ["newUsers", "<=", "totalUsers", "warn"],
  ],
};
