import { z } from "zod";
import { badRequest } from "./explore-request.ts";
import { regionsOf } from "./places.ts";
import { relatedLists } from "./related.ts";
import { meanVolume, show, timeline, type Searches, type Subject } from "./searches.ts";
import { bucketsOf, rangeOf } from "./time-range.ts";

const placeSchema = z.looseObject({
  country: z.string().optional(),
  region: z.string().optional(),
});
const keywordSchema = z.looseObject({
  keyword: z.array(z.looseObject({ value: z.string() })).min(1),
});
const itemSchema = z.looseObject({
  geo: placeSchema.optional(),
  time: z.string().optional(),
  complexKeywordsRestriction: keywordSchema,
});
const options = z.looseObject({ property: z.string(), category: z.number() });
const requestSchema = z.looseObject({
  geo: placeSchema.optional(),
  time: z.string().optional(),
  resolution: z.string().optional(),
  comparisonItem: z.array(itemSchema).optional(),
  restriction: itemSchema.optional(),
  keywordType: z.string().optional(),
  dataMode: z.string().optional(),
  includeLowSearchVolumeGeos: z.boolean().optional(),
  requestOptions: options,
  userConfig: z.looseObject({ userType: z.string() }),
});

const WIDGETS = { multiline, multirange, comparedgeo, relatedsearches } as const;

interface Asked {
  readonly request: z.infer<typeof requestSchema>;
  readonly searches: Searches;
  readonly now: number;
}

/**
 * What a widget shows.
 *
 * @throws Refusal 400 for a request that is none, undefined for a widget that there is not.
 */
export function widgetData(
  name: string,
  asked: { readonly request: unknown; readonly searches: Searches; readonly now: number },
): { readonly data: object; readonly records: number } | undefined {
  const known = z
    .enum(["multiline", "multirange", "comparedgeo", "relatedsearches"])
    .safeParse(name);
  if (!known.success) return undefined;
  const request = requestSchema.safeParse(asked.request);
  if (!request.success) throw badRequest();
  return WIDGETS[known.data]({ ...asked, request: request.data });
}

function subjectOf(
  { requestOptions }: Asked["request"],
  item: z.infer<typeof itemSchema>,
  geo = item.geo,
): Subject {
  const [first] = item.complexKeywordsRestriction.keyword;
  return {
    keyword: first?.value ?? "",
    geo: geo?.region ?? geo?.country ?? "",
    property: requestOptions.property,
    category: requestOptions.category,
  };
}

const label = (at: number): string =>
  new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeZone: "UTC" }).format(at);

function multiline({ request, searches, now }: Asked) {
  const items = request.comparisonItem ?? [];
  const range = rangeOf(request.time ?? "", now);
  const rows = timeline(
    searches,
    range,
    items.map((item) => subjectOf(request, item)),
  );
  const greatest = Math.max(...rows.flatMap(({ volumes }) => volumes));
  const timelineData = rows.map(({ at, isPartial, volumes }) => {
    const shown = volumes.map((volume) => show(volume, greatest));
    return {
      time: String(at / 1_000),
      formattedTime: label(at),
      formattedAxisTime: label(at),
      value: shown.map(({ value }) => value),
      hasData: shown.map(({ hasData }) => hasData),
      formattedValue: shown.map(({ formattedValue }) => formattedValue),
      ...(isPartial ? { isPartial } : {}),
    };
  });
  const averages = items.map((_, index) =>
    Math.round(timelineData.reduce((sum, { value }) => sum + (value[index] ?? 0), 0) / rows.length),
  );
  const data = { timelineData, averages: items.length > 1 ? averages : [] };
  return { data, records: rows.length * items.length };
}

function multirange({ request, searches, now }: Asked) {
  const columns = (request.comparisonItem ?? []).map((item) =>
    timeline(searches, rangeOf(item.time ?? "", now), [subjectOf(request, item)]),
  );
  const greatest = Math.max(...columns.flat().flatMap(({ volumes }) => volumes));
  const length = Math.max(...columns.map((column) => column.length));
  const timelineData = Array.from({ length }, (_, index) => ({
    columnData: columns.flatMap((column) => {
      const row = column[index];
      if (row === undefined) return [];
      const { value, formattedValue } = show(row.volumes[0] ?? 0, greatest);
      const time = String(row.at / 1_000);
      return [
        { time, formattedTime: label(row.at), value, formattedValue, isPartial: row.isPartial },
      ];
    }),
  }));
  return { data: { timelineData, averages: [] }, records: columns.flat().length };
}

function comparedgeo({ request, searches, now }: Asked) {
  const items = request.comparisonItem ?? [];
  const place = request.geo?.region ?? request.geo?.country ?? "";
  const isShared = request.dataMode === "PERCENTAGES";
  const rows = regionsOf(place, request.resolution ?? "COUNTRY").map((region) => ({
    region,
    volumes: items.map((item) => {
      const range = rangeOf(item.time ?? "", now);
      return meanVolume(searches, range, subjectOf(request, item, { region: region.code }));
    }),
  }));
  const greatest = Math.max(...rows.flatMap(({ volumes }) => volumes));
  const geoMapData = rows
    .map(({ region: { code, name, coordinates }, volumes }) => {
      const sum = volumes.reduce((total, volume) => total + volume, 0);
      const shown = volumes.map((volume) => show(volume, isShared ? sum : greatest));
      return {
        ...(coordinates === undefined ? { geoCode: code } : { coordinates }),
        geoName: name,
        value: shown.map(({ value }) => value),
        formattedValue: shown.map(({ value, hasData }) =>
          hasData ? `${value}${isShared ? "%" : ""}` : "",
        ),
        maxValueIndex: volumes.indexOf(Math.max(...volumes)),
        hasData: shown.map(({ hasData }) => hasData),
      };
    })
    .filter(({ hasData }) => request.includeLowSearchVolumeGeos === true || hasData.some(Boolean));
  return { data: { geoMapData }, records: geoMapData.length * items.length };
}

function relatedsearches({ request, searches, now }: Asked) {
  const { restriction, keywordType, userConfig } = request;
  if (restriction === undefined) throw badRequest();
  const range = rangeOf(restriction.time ?? "", now);
  const isEmpty = userConfig.userType.endsWith("_OVER_QUOTA") || bucketsOf(range).length === 0;
  const { keyword } = subjectOf(request, restriction);
  const rankedList = isEmpty
    ? []
    : relatedLists(keyword, keywordType === "ENTITY", (other) =>
        meanVolume(searches, range, { ...subjectOf(request, restriction), keyword: other }),
      );
  const records = rankedList.reduce((sum, list) => sum + list.rankedKeyword.length, 0);
  return { data: { rankedList }, records };
}
