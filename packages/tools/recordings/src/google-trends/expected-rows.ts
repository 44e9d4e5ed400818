import { z } from "zod";

type Row = Readonly<Record<string, unknown>>;
const KEYWORDS = ["pizza", "bagel"] as const;

const lineSchema = z.looseObject({
  timelineData: z.array(
    z.looseObject({ time: z.string(), value: z.array(z.number()), hasData: z.array(z.boolean()) }),
  ),
});

/** One row for each point and keyword. */
export function lineRows([data]: readonly unknown[]): Row[] {
  return lineSchema.parse(data).timelineData.flatMap(({ time, value, hasData }) =>
    KEYWORDS.map((keyword, index) => ({
      keyword,
      geo: "",
      date: instantOf(time),
      value: value[index],
      has_data: hasData[index],
      is_partial: false,
      resolution: "DAY",
    })),
  );
}

const rangeSchema = z.looseObject({
  timelineData: z.array(
    z.looseObject({
      columnData: z.array(z.looseObject({ time: z.string(), value: z.number() })),
    }),
  ),
});

/** One row for each cell, of which each range has a column. */
export function rangeRows([data]: readonly unknown[]): Row[] {
  return rangeSchema.parse(data).timelineData.flatMap(({ columnData }) =>
    columnData.map(({ time, value }, index) => ({
      keyword: KEYWORDS[index],
      range_index: index,
      date: instantOf(time),
      value,
    })),
  );
}

const mapSchema = z.looseObject({
  geoMapData: z.array(
    z.looseObject({
      geoCode: z.string(),
      geoName: z.string(),
      value: z.array(z.number()),
      hasData: z.array(z.boolean()),
    }),
  ),
});

/** One row for each region and keyword. */
export function regionRows([data]: readonly unknown[]): Row[] {
  return mapSchema.parse(data).geoMapData.flatMap(({ geoCode, geoName, value, hasData }) =>
    KEYWORDS.map((keyword, index) => ({
      keyword,
      geo_code: geoCode,
      geo_name: geoName,
      value: value[index],
      has_data: hasData[index],
    })),
  );
}

const listsSchema = z.looseObject({
  rankedList: z.array(
    z.looseObject({
      rankedKeyword: z.array(
        z.looseObject({ query: z.string(), value: z.number(), formattedValue: z.string() }),
      ),
    }),
  ),
});

/** One row for each query of each list, of the keyword that the widget is about. */
export function relatedRows(data: readonly unknown[]): Row[] {
  return data.flatMap((lists, of) =>
    listsSchema.parse(lists).rankedList.flatMap(({ rankedKeyword }, list) =>
      rankedKeyword.map(({ query, value, formattedValue }, index) => ({
        keyword: KEYWORDS[of],
        kind: list === 0 ? "top" : "rising",
        rank: index + 1,
        query,
        value,
        formatted_value: formattedValue,
        is_breakout: formattedValue === "Breakout",
      })),
    ),
  );
}

const topicsSchema = z.looseObject({ topics: z.array(z.record(z.string(), z.unknown())) });

export function topicRows([data]: readonly unknown[]): Row[] {
  return topicsSchema.parse(data).topics.map((topic) => ({ ...topic, keyword: "pizza" }));
}

/** As the table has it. */
function instantOf(seconds: string): string {
  return new Date(Number(seconds) * 1_000).toISOString().replace(".000Z", "Z");
}
