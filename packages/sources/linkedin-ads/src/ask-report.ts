import type { Some } from "@brain/core";
import type { LinkedinAdsClient } from "./client.ts";
import type { Days } from "./periods.ts";
import type { Granularity } from "./report-config.ts";
import { fields, list, urn } from "./rest-li.ts";

/** What one request of ad analytics asks for. */
export interface ReportQuery extends Days {
  readonly account: string;
  /** Only these campaigns. */
  readonly campaigns?: readonly string[] | undefined;
  readonly pivots: readonly string[];
  readonly granularity: Granularity;
  readonly metrics: readonly string[];
}

/** A row as LinkedIn gives it, its shape checked. */
export interface RawRow {
  readonly dateRange: { readonly start: RawDay; readonly end: RawDay };
  readonly pivotValues: readonly string[];
  readonly [metric: string]: unknown;
}

interface RawDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/**
 * The rows of one request, all at once: there are no pages.
 *
 * @see https://learn.microsoft.com/en-us/linkedin/marketing/integrations/ads-reporting/ads-reporting (read 2026-11-24)
 */
export async function askReport(
  { json, reportRows }: Pick<LinkedinAdsClient, "json" | "reportRows">,
  query: ReportQuery,
): Promise<readonly RawRow[]> {
  const { account, campaigns, pivots, granularity, metrics, first, last } = query;
  const [pivot = "", ...others] = pivots;
  const { body } = await json("adAnalytics", {
    query: {
      ...(others.length === 0
        ? { q: "analytics", pivot }
        : { q: "statistics", pivots: list(pivots) }),
      timeGranularity: granularity,
      dateRange: fields({ start: dateOf(first), end: dateOf(last) }),
      ...(campaigns === undefined
        ? { accounts: list([urn("sponsoredAccount", account)]) }
        : { campaigns: list(campaigns.map((id) => urn("sponsoredCampaign", id))) }),
      // Without these two nothing would say what a row is about.
      fields: ["dateRange", "pivotValues", ...metrics].join(),
    },
    budget: "analytics",
    cost: metrics.length * reportRows.most,
    shape: (answer) => areRows(answer?.elements, pivots.length),
  });
  reportRows.most = Math.max(reportRows.most, body.elements.length);
  return body.elements;
}

/** Months and days without a zero before them. */
function dateOf(day: string): string {
  const [year = 0, month = 0, dayOfMonth = 0] = day.split("-").map(Number);
  return fields({ year, month, day: dayOfMonth });
}

/** Every row says when and what it is about: a row that does not would take another one's place. */
function areRows(elements: Some, pivots: number): boolean {
  return (
    Array.isArray(elements) &&
    elements.every(
      (row) =>
        isDay(row?.dateRange?.start) &&
        isDay(row.dateRange.end) &&
        Array.isArray(row.pivotValues) &&
        row.pivotValues.length === pivots,
    )
  );
}

function isDay(day: Some): boolean {
  return [day?.year, day?.month, day?.day].every(Number.isInteger);
}
