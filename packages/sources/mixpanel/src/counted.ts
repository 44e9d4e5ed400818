import { numeric } from "./numeric.ts";

/** A count of a day (or the week or month that begins on it). */
export interface Counted {
  readonly date: string;
  readonly segment: string;
  /** A claim: whoever reads validates each record against the schema first of all. */
  readonly value: unknown;
}

/** The answer of `events` and `segmentation`. */
export interface SeriesAnswer {
  readonly data: {
    readonly series: readonly string[];
    readonly values: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
}

export function isSeries(body: unknown): boolean {
  const data: unknown = field(body, "data");
  const values = field(data, "values");
  return Array.isArray(field(data, "series")) && typeof values === "object" && values !== null;
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/** One row for each day and segment, oldest first. A day that is named, but has no value, is a day of none. */
export function countsOf({ data }: SeriesAnswer): Counted[] {
  const rows: Counted[] = [];
  for (const [segment, values] of Object.entries(data.values)) {
    for (const date of new Set([...data.series, ...Object.keys(values)])) {
      rows.push({ date: dayOf(date), segment, value: numeric(values[date] ?? 0) });
    }
  }
  return rows.toSorted((one, other) =>
    one.date < other.date ? -1 : one.date > other.date ? 1 : 0,
  );
}

/** Weeks and months may come with a time of day. */
function dayOf(date: string): string {
  return date.slice(0, "YYYY-MM-DD".length);
}
