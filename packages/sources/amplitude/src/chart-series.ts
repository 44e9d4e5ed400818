import { addDays, dayAt, daysOf, type Page, type ReadContext } from "@brain/core";
import { z } from "zod";
import type { AmplitudeClient } from "./client.ts";
import type { ResolvedAmplitudeConfig } from "./config.ts";
import { CHART_DAYS, DAY_MS } from "./limits.ts";

/** The last day that was read. */
export const chartState = z.object({ day: z.iso.date() });
/** What a chart's reading saves. */
export type ChartState = z.infer<typeof chartState>;

/** A chart by days. */
export interface Chart {
  /** Its path below `api/2`. */
  readonly name: string;
  readonly query: Readonly<Record<string, string | undefined>>;
  /** What one of its days costs. */
  readonly costPerDay: number;
}

/** One number of a chart. */
export interface ChartValue {
  readonly date: string;
  readonly segment: string;
  /** A claim: whoever reads validates each record against the schema first of all. */
  readonly value: unknown;
}

type Context = Pick<
  ReadContext<AmplitudeClient, ChartState, never>,
  "client" | "clock" | "window" | "state" | "resuming"
>;

/** The rows of a chart, some months in each request; a later run asks for what late events may have changed, and what is new. */
export async function* chartPages<T>(
  { client, clock, window, state, resuming }: Context,
  { startDate, projectTimezone, lookbackDays }: ResolvedAmplitudeConfig,
  { name, query, costPerDay }: Chart,
  toRecord: (value: ChartValue) => unknown,
): AsyncGenerator<Page<T, ChartState>> {
  const asked = daysOf(window, projectTimezone);
  const today = dayAt(clock.now(), projectTimezone);
  const end = asked.last < today ? asked.last : today;
  const begin = asked.first ?? startDate;
  const again = state === undefined ? begin : addDays(state.day, resuming ? 1 : -lookbackDays);
  for (let first = begin > again ? begin : again; first <= end;) {
    const most = addDays(first, CHART_DAYS - 1);
    const last = most < end ? most : end;
    const days = { start: first.replaceAll("-", ""), end: last.replaceAll("-", "") };
    const cost = costPerDay * Math.round((Date.parse(last) - Date.parse(first)) / DAY_MS + 1);
    const answer = await client.chart<ChartAnswer>(name, { ...query, ...days }, cost, isChart);
    // A claim about what Amplitude sent: whoever reads validates each record against the schema first of all.
    const records = valuesOf(answer).map(toRecord) as T[];
    yield { records, checkpoint: { day: last } };
    first = addDays(last, 1);
  }
}

interface ChartAnswer {
  readonly data: {
    readonly series: readonly (readonly unknown[])[];
    readonly seriesLabels?: readonly unknown[];
    readonly seriesMeta?: readonly unknown[];
    readonly xValues: readonly string[];
  };
}

function isChart(body: unknown): boolean {
  const data: unknown = Reflect.get(Object(body), "data");
  const [series, days] = ["series", "xValues"].map((name): unknown =>
    Reflect.get(Object(data), name),
  );
  return Array.isArray(series) && series.every(Array.isArray) && Array.isArray(days);
}

/** One row of numbers for each segment; none at all is what Amplitude says of days without any. */
function valuesOf({ data }: ChartAnswer): ChartValue[] {
  const { series, seriesLabels, seriesMeta, xValues } = data;
  return series.flatMap((numbers, row) => {
    const segment = segmentOf(seriesLabels?.[row] ?? seriesMeta?.[row] ?? row);
    return xValues.map((date, column) => ({ date, segment, value: numbers[column] }));
  });
}

/** A label is text, a number, or an object with the number of the segment. */
function segmentOf(label: unknown): string {
  const index: unknown = Reflect.get(Object(label), "segmentIndex");
  if (typeof index === "number") return String(index);
  return typeof label === "object" ? JSON.stringify(label) : String(label);
}
