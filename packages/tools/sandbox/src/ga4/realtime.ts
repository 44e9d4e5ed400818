import { hash } from "../random.ts";
import { checkColumns } from "./check-request.ts";
import type { DayRange } from "./dates.ts";
import { isRealtimeDimension, realtimeMetrics } from "./fields.ts";
import { filterFields } from "./filter-test.ts";
import { invalidArgument } from "./google-error.ts";
import type { Traffic } from "./property.ts";
import { computeRows, type Report } from "./report.ts";
import type { RealtimeRequest } from "./request.ts";

const MAX_RANGES = 2;
/** Minutes that a standard property keeps. */
const KEPT_MINUTES = 30;
const MINUTE_MS = 60_000;
/** A minute has one for so many atoms of a day: enough that places, devices and pages differ. */
const DAY_ATOMS_PER_MINUTE_ATOM = 10;
const PERFECT = { other: false, thresholding: false, sampling: false };
const SCHEMA =
  "https://developers.google.com/analytics/devguides/reporting/data/v1/realtime-api-schema";

/**
 * Computes a report over the last minutes: minutes are days to it, numbered back from the one that has begun (0, -1, …).
 *
 * @throws Refusal when the request breaks a rule.
 */
export function computeRealtime(traffic: Traffic, request: RealtimeRequest, now: number): Report {
  const { minuteRanges, ...query } = request;
  checkColumns(request);
  checkNames(request);
  const asReport = { ...query, dateRanges: [], offset: 0, keepEmptyRows: false };
  return computeRows(minutesOf(traffic, now), asReport, PERFECT, rangesOf(minuteRanges));
}

/** The property's traffic by minute: the same in each, whenever it is asked for. */
function minutesOf(traffic: Traffic, now: number): Traffic {
  const seed = traffic.day(traffic.firstDay)?.seed ?? 0;
  const current = Math.floor(now / MINUTE_MS);
  return {
    ...traffic,
    rowsPerDay: Math.ceil(traffic.rowsPerDay / DAY_ATOMS_PER_MINUTE_ATOM),
    firstDay: 1 - KEPT_MINUTES,
    today: () => 0,
    day: (minute) => ({
      seed: hash(seed, current + minute),
      generation: 0,
      fresh: false,
      hours: 24,
    }),
  };
}

function rangesOf(given: RealtimeRequest["minuteRanges"]): DayRange[] {
  if (given.length > MAX_RANGES) {
    throw invalidArgument(
      `Requests are limited to ${MAX_RANGES} minuteRanges. This request is for ${given.length} minuteRanges.`,
    );
  }
  const ranges = given.length === 0 ? [{}] : given;
  return ranges.map(({ startMinutesAgo = KEPT_MINUTES - 1, endMinutesAgo = 0, name }, index) => {
    if (startMinutesAgo >= KEPT_MINUTES || endMinutesAgo < 0) {
      throw invalidArgument(
        `Invalid minuteRange: standard properties have minutes 0 to ${KEPT_MINUTES - 1} ago.`,
      );
    }
    if (startMinutesAgo < endMinutesAgo) {
      throw invalidArgument("Invalid minuteRange: startMinutesAgo is after endMinutesAgo.");
    }
    const isNamed = name !== undefined && name !== "";
    return {
      name: isNamed ? name : `date_range_${index}`,
      start: -startMinutesAgo,
      end: -endMinutesAgo,
    };
  });
}

/** Realtime has few fields; any of them go together. */
function checkNames({ dimensions, metrics, dimensionFilter }: RealtimeRequest): void {
  const refuse = (name: string, kind: string) =>
    invalidArgument(
      `Field ${name} is not a valid ${kind}. For a list of valid dimensions and metrics, see ${SCHEMA}`,
    );
  for (const name of [...dimensions.map((one) => one.name), ...filterFields(dimensionFilter)]) {
    if (!isRealtimeDimension(name)) throw refuse(name, "dimension");
  }
  for (const { name } of metrics) if (!realtimeMetrics.has(name)) throw refuse(name, "metric");
}
