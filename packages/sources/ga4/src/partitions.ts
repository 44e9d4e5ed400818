import {
  addDays,
  BrainError,
  dayAt,
  daysOf,
  type Clock,
  type Partition,
  type Window,
} from "@brain/core";
import type { Ga4Client } from "./client.ts";
import type { ResolvedConfig } from "./config.ts";
import { periodOf, splitIntoPeriods, type Days } from "./periods.ts";
import type { Report } from "./report-config.ts";

/** A period of one property; without days, a property that could not be asked for its time zone. */
export interface ReportPartition extends Partition {
  readonly property: string;
  readonly first?: string | undefined;
  readonly last?: string | undefined;
}

/** What of the config decides which days are read. */
export type Span = Pick<
  ResolvedConfig,
  "properties" | "startDate" | "lookbackDays" | "includeToday"
>;

/**
 * The periods to read, property by property, oldest first. A property that refuses does not stop the others: it gets one
 * partition, which fails with its reason when it is read.
 */
export async function* listPartitions(
  client: Ga4Client,
  clock: Clock,
  window: Window,
  report: Report,
  span: Span,
): AsyncGenerator<ReportPartition> {
  for (const property of span.properties) {
    let timeZone: string;
    try {
      timeZone = await client.timeZone(property);
    } catch (error) {
      if (span.properties.length === 1 || !concernsOneProperty(error)) throw error;
      yield { key: `${property}/access`, property };
      continue;
    }
    yield* periodsOf(
      property,
      dayAt(clock.now(), timeZone),
      daysOf(window, timeZone),
      report,
      span,
    );
  }
}

function* periodsOf(
  property: string,
  today: string,
  asked: ReturnType<typeof daysOf>,
  report: Report,
  { startDate, lookbackDays, includeToday }: Span,
): Generator<ReportPartition> {
  const until = includeToday ? today : addDays(today, -1);
  const days: Days = {
    first: asked.first ?? startDate,
    last: asked.last < until ? asked.last : until,
  };
  const period = periodOf(report.dimensions);
  const firstOpenDay = addDays(today, -lookbackDays);
  for (const { first, last, end } of splitIntoPeriods(period, days, until)) {
    yield {
      key: period === "window" ? `${property}/${first}..${last}` : `${property}/${first}`,
      version: versionOf(last, end, today, firstOpenDay),
      property,
      first,
      last,
    };
  }
}

/** Days within the lookback are read once a day, older ones never again, and a day that is not over by every run. */
function versionOf(
  last: string,
  end: string,
  today: string,
  firstOpenDay: string,
): string | undefined {
  if (last >= today) return undefined;
  return end < firstOpenDay ? "final" : `read ${today}`;
}

/** No access, a wrong id, its quota: the others may still be read. Credentials and the network concern all of them. */
function concernsOneProperty(error: unknown): boolean {
  return (
    BrainError.isInstance(error) &&
    ["PermissionError", "ConfigError", "RateLimitedError"].includes(error.name)
  );
}
