import { z } from "zod";
import { askedShape, type Asked } from "./asked.ts";

/** How often a keyword is searched for in a region, beside the other regions or the other keywords. */
export const regionSchema = z.looseObject({
  keyword: z.string(),
  ...askedShape,
  /** Of the region; of a city its coordinates, `latitude,longitude`. */
  geo_code: z.string(),
  geo_name: z.string(),
  /** `COUNTRY`, `REGION`, `DMA` or `CITY`. */
  resolution: z.string(),
  value: z.number().nullable(),
  formatted_value: z.string().nullish(),
  /** false: too few searches to tell, which is not none. Null where Google does not say. */
  has_data: z.boolean().nullable(),
  /** Of the official API alone: on one scale over all requests. */
  search_interest: z.number().nullish(),
});

/** What names a record of a region: a snapshot of each day. */
export const regionKey = [
  "keyword",
  "geo",
  "property",
  "category",
  "timeframe",
  "resolution",
  "geo_code",
  "snapshot_date",
] as const;

const rowSchema = z.looseObject({
  geoCode: z.string().nullish(),
  coordinates: z.looseObject({ lat: z.number(), lng: z.number() }).nullish(),
  geoName: z.string(),
  value: z.array(z.number()),
  formattedValue: z.array(z.string()).nullish(),
  hasData: z.array(z.boolean()).nullish(),
});
const mapSchema = z.looseObject({
  default: z.looseObject({ geoMapData: z.array(rowSchema) }),
});
export type Row = z.infer<typeof rowSchema>;

export function isGeoMap(body: unknown): boolean {
  return mapSchema.safeParse(body).success;
}

export function regionsIn(body: unknown): readonly Row[] {
  return mapSchema.parse(body).default.geoMapData;
}

export function toRegion(
  row: Row,
  column: number,
  of: { readonly keyword: string; readonly resolution: string; readonly asked: Asked },
): z.infer<typeof regionSchema> {
  const { geoCode, geoName, value, formattedValue, hasData, ...rest } = row;
  const { lat, lng } = row.coordinates ?? {};
  return {
    ...rest,
    keyword: of.keyword,
    ...of.asked,
    geo_code: geoCode ?? (lat === undefined ? geoName : `${lat},${lng}`),
    geo_name: geoName,
    resolution: of.resolution,
    value: value[column] ?? null,
    formatted_value: formattedValue?.[column] ?? null,
    has_data: hasData?.[column] ?? null,
  };
}
