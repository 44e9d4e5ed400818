import { defineStream, type StreamDefinition } from "@brain/core";
import { z } from "zod";
import { askedIn, askedShape } from "../asked.ts";
import type { TrendsClient } from "../client.ts";
import type { ResolvedConfig } from "../config.ts";
import { instantOf, isTimeline, pointsIn } from "../timeline.ts";
import { findWidget, resolutionOf, type Widget } from "../widgets.ts";

/** How often a keyword was searched for in its own place and time, on one scale with the other ranges. */
export const rangeInterestSchema = z.looseObject({
  keyword: z.string(),
  ...askedShape,
  /** Of the range in the config, from 0. */
  range_index: z.int(),
  date: z.iso.datetime(),
  value: z.number(),
  formatted_value: z.string().nullish(),
  /** Null where Google does not say. */
  has_data: z.boolean().nullable(),
  is_partial: z.boolean(),
  resolution: z.string(),
});

/** A record of the stream `multi_range_interest`. */
export type RangeInterest = z.infer<typeof rangeInterestSchema>;

const columnsSchema = z.looseObject({
  default: z.looseObject({
    timelineData: z.array(
      z.looseObject({
        columnData: z.array(
          z.looseObject({
            time: z.string().regex(/^-?\d{1,12}$/),
            value: z.number(),
            formattedValue: z.string().nullish(),
            hasData: z.boolean().nullish(),
            isPartial: z.boolean().nullish(),
          }),
        ),
      }),
    ),
  }),
});
type Cell = z.infer<typeof columnsSchema>["default"]["timelineData"][number]["columnData"][number];

const isRanges = (body: unknown): boolean =>
  columnsSchema.safeParse(body).success || isTimeline(body);

/** The ranges of the config beside one another, in one request: they have one scale. Read whole by each run. */
export function multiRangeInterest(
  config: ResolvedConfig,
): StreamDefinition<TrendsClient, RangeInterest> {
  const ranges = config.ranges ?? [];
  return defineStream<TrendsClient>()({
    schema: rangeInterestSchema,
    primaryKey: ["range_index", "keyword", "geo", "property", "category", "timeframe", "date"],
    mode: "mirror",
    async *read({ client, clock }) {
      const { widget, body } = await client.web.widget({
        items: ranges.map(({ keyword, geo, timeframe }) => ({ keyword, geo, time: timeframe })),
        pick: (widgets) => findWidget(widgets, "TIMESERIES"),
        pathOf: (given) => (isMultiRange(given) ? "multirange" : "multiline"),
        isRight: isRanges,
      });
      const rows = isMultiRange(widget)
        ? columnsSchema.parse(body).default.timelineData.map((row) => row.columnData)
        : cellsIn(body);
      const resolution = resolutionOf(widget);
      const records = ranges.flatMap(({ keyword, geo, timeframe }, range_index) => {
        const asked = askedIn({ ...config, timeframe }, geo, { window: WHOLE, clock });
        return rows.flatMap((cells) => {
          const cell = cells[range_index];
          // The shorter range ends before the others.
          if (cell === undefined) return [];
          const { time, value, formattedValue, hasData, isPartial, ...rest } = cell;
          return [
            {
              ...rest,
              keyword,
              ...asked,
              range_index,
              date: instantOf(time),
              value,
              formatted_value: formattedValue,
              has_data: hasData ?? null,
              is_partial: isPartial === true,
              resolution,
            },
          ];
        });
      });
      yield { records };
    },
  });
}

/** Ranges have times of their own; the run's window is not theirs. */
const WHOLE = { to: "" };

/** Ranges of one and the same time are an ordinary comparison to Google. */
function isMultiRange({ type }: Widget): boolean {
  return type === "fe_multi_range_chart";
}

function cellsIn(body: unknown): Cell[][] {
  return pointsIn(body).map(({ time, value, hasData, formattedValue, isPartial, ...rest }) =>
    value.map((one, index) => ({
      ...rest,
      time,
      value: one,
      formattedValue: formattedValue?.[index],
      hasData: hasData?.[index],
      isPartial,
    })),
  );
}
