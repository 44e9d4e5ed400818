import { z } from "zod";
import type { Asked } from "./asked.ts";
import { askedShape } from "./asked.ts";
import { instantOf, type Point } from "./timeline.ts";

/** How often a keyword was searched for in a bucket of time. */
export const interestSchema = z.looseObject({
  keyword: z.string(),
  ...askedShape,
  /** Where the bucket begins: an instant in UTC. */
  date: z.iso.datetime(),
  /** 0 to 100, relative to the greatest value of its request (`batch`); the official API's is `scaledSearchInterest`. */
  value: z.number().nullable(),
  /** `value` on the scale of the first batch; null where the anchor has too few searches to tell. */
  rescaled_value: z.number().nullable(),
  /** `<1` is little, though not nothing. */
  formatted_value: z.string().nullable(),
  /** false: too few searches to tell, which is not none. Null where Google does not say. */
  has_data: z.boolean().nullable(),
  /** The bucket is not over: its value will change. */
  is_partial: z.boolean(),
  /** `MINUTE`, `HOUR`, `DAY`, `WEEK`, `MONTH`: chosen by Google from the length of the time frame. */
  resolution: z.string(),
  /** Keywords of one batch came in one request. */
  batch: z.int(),
  /** The keyword that ties the batches together. */
  anchor: z.string().nullable(),
  /** Of the official API alone: on one scale over all requests, so that series can be joined. */
  search_interest: z.number().nullish(),
});

/** A record of the stream `interest_over_time`. */
export type Interest = z.infer<typeof interestSchema>;

/** What names a record: its request without the day of it, and the bucket. */
export const interestKey = [
  "keyword",
  "geo",
  "property",
  "category",
  "timeframe",
  "resolution",
  "date",
] as const;

/** Where a column of a timeline belongs. */
export interface Column {
  readonly keyword: string;
  readonly index: number;
  readonly batch: number;
  readonly anchor: string | undefined;
  /** What brings its values to the scale of the first batch. */
  readonly factor: number | undefined;
}

export function toInterest(
  point: Point,
  { keyword, index, batch, anchor, factor }: Column,
  asked: Asked,
  resolution: string,
): Interest {
  const { time, value: values, hasData, formattedValue, isPartial, ...rest } = point;
  const value = values[index] ?? null;
  return {
    ...rest,
    keyword,
    ...asked,
    date: instantOf(time),
    value,
    rescaled_value: value === null || factor === undefined ? null : value * factor,
    formatted_value: formattedValue?.[index] ?? null,
    has_data: hasData?.[index] ?? null,
    is_partial: isPartial === true,
    resolution,
    batch,
    anchor: anchor ?? null,
  };
}
