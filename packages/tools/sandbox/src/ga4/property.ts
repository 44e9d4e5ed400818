import { hash, textHash } from "../random.ts";
import { DAY_MS, localTime } from "../zone.ts";
import type { Day } from "./traffic.ts";

/** A GA4 property that the sandbox's user may read. */
export interface Ga4Property {
  readonly propertyId: string;
  /** IANA time zone of its days. Default Europe/Madrid. */
  readonly timeZone?: string;
  /** ISO 4217. Default EUR. */
  readonly currencyCode?: string;
  /** Rows on each full day at the finest cut, e.g. by source, device, city and page. Default 120. */
  readonly rowsPerDay?: number;
  /** First day with data, `YYYY-MM-DD`. Default 2023-01-01. */
  readonly firstDate?: string;
  /** Metrics that the user may not see: they come as zeros. */
  readonly blockedMetrics?: readonly string[];
}

/** A property's traffic by days since 1970. */
export interface Traffic extends Required<Ga4Property> {
  readonly today: () => number;
  /** First day with data. */
  readonly firstDay: number;
  /** A day with data, or nothing. */
  readonly day: (day: number) => Day | undefined;
  /** Processes the latest days again: values change, keys are attributed, rows vanish. */
  readonly restate: (days: number) => void;
  /** Counts up with each restatement. */
  readonly version: () => number;
}

/** Sessions of this many days before the emulator's start are not attributed before a restatement. */
const UNATTRIBUTED_DAYS = 2;

/** The traffic of a property, a function of seed and day; only restatements are kept. */
export function createTraffic(property: Ga4Property, seed: number, now: () => number): Traffic {
  const settings = {
    timeZone: "Europe/Madrid",
    currencyCode: "EUR",
    rowsPerDay: 120,
    firstDate: "2023-01-01",
    blockedMetrics: [],
    ...property,
  };
  const propertySeed = hash(seed, textHash(property.propertyId));
  const firstDay = Date.parse(`${settings.firstDate}T00:00:00Z`) / DAY_MS;
  const today = (): number => localTime(settings.timeZone, now()).day;
  const freshFrom = today() - UNATTRIBUTED_DAYS;
  const restatements: { from: number; to: number }[] = [];
  return {
    ...settings,
    firstDay,
    today,
    version: () => restatements.length,
    day(day) {
      const local = localTime(settings.timeZone, now());
      if (day < firstDay || day > local.day) return undefined;
      return {
        seed: hash(propertySeed, day),
        generation: restatements.filter(({ from, to }) => day >= from && day <= to).length,
        fresh: day >= freshFrom,
        hours: day === local.day ? local.hour + 1 : 24,
      };
    },
    restate(days) {
      restatements.push({ from: today() - days + 1, to: today() });
    },
  };
}
