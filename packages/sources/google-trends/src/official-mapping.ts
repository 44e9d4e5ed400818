import { addDays, dayAt } from "@brain/core";
import { z } from "zod";

/**
 * Everything that is believed of the official API's shapes. Its reference is behind the alpha programme: this follows
 * public client programs, and takes each of the spellings that they have seen.
 */
const rangeSchema = z.looseObject({
  startTime: z.union([z.string(), z.looseObject({ seconds: z.union([z.number(), z.string()]) })]),
});
const pointSchema = z.looseObject({
  timeRange: rangeSchema.nullish(),
  date: z.string().nullish(),
  searchInterest: z.number().nullish(),
  scaledSearchInterest: z.number().nullish(),
  isPartial: z.boolean().nullish(),
});
const geoPointSchema = z.looseObject({
  geo: z.looseObject({ code: z.string(), name: z.string().nullish() }),
  searchInterest: z.number().nullish(),
  scaledSearchInterest: z.number().nullish(),
});
const operationSchema = z.looseObject({
  name: z.string().min(1),
  done: z.boolean().nullish(),
  error: z.looseObject({ code: z.number().nullish(), message: z.string().nullish() }).nullish(),
  response: z
    .looseObject({
      timeSeries: z.looseObject({ points: z.array(pointSchema).nullish() }).nullish(),
      geoBreakdown: z.looseObject({ points: z.array(geoPointSchema).nullish() }).nullish(),
    })
    .nullish(),
});

export type Operation = z.infer<typeof operationSchema>;

export const isOperation = (body: unknown): boolean => operationSchema.safeParse(body).success;
export const toOperation = (body: unknown): Operation => operationSchema.parse(body);

/** Where an operation is asked for; its name comes with or without its folder. */
export function operationPath(name: string): string {
  return `v1alpha/operations/${encodeURIComponent(name.replace(/^operations\//, ""))}`;
}

/** What is asked of the API. */
export interface Spec {
  readonly keyword: string;
  readonly geo: string;
  /** First day, and the day after the last one. */
  readonly from: string;
  readonly to: string;
}

export function toSpec({ keyword, geo, from, to }: Spec) {
  const seconds = (day: string) => ({ seconds: Date.parse(day) / 1_000 });
  return {
    expression: { terms: [{ value: keyword, type: "BROAD" }] },
    // Without a place it is the world.
    ...(geo === "" ? {} : { geo: { type: geoTypeOf(geo), code: geo } }),
    timeRange: { startTime: seconds(from), endTime: seconds(to) },
  };
}

function geoTypeOf(code: string): string {
  const parts = code.split("-").length;
  if (parts === 1) return "GEO_TYPE_COUNTRY_OR_REGION";
  return parts === 2 ? "GEO_TYPE_ADMINISTRATIVE_AREA1" : "GEO_TYPE_DESIGNATED_MARKET_AREA";
}

/** The kind of region that a place is broken down to. */
export function breakdownOf(resolution: string | undefined, geo: string): string {
  switch (resolution ?? (geo === "" ? "COUNTRY" : "REGION")) {
    case "COUNTRY":
      return "GEO_TYPE_COUNTRY_OR_REGION";
    case "DMA":
      return "GEO_TYPE_DESIGNATED_MARKET_AREA";
    case "CITY":
      return "GEO_TYPE_ADMINISTRATIVE_AREA2";
    default:
      return "GEO_TYPE_ADMINISTRATIVE_AREA1";
  }
}

/** The beginning of a bucket, as an instant in UTC. */
export function startOf({ timeRange, date }: z.infer<typeof pointSchema>): string {
  const start = timeRange?.startTime ?? date ?? "";
  const at = typeof start === "string" ? Date.parse(start) : Number(start.seconds) * 1_000;
  // What is no time stays as it came, and is invalid.
  return Number.isNaN(at) ? String(start) : new Date(at).toISOString();
}

/** Days that the API has: a rolling window, up to about two days ago. */
export function clampDays(
  { first, last }: { readonly first: string; readonly last: string },
  now: number,
): { first: string; last: string } {
  const today = dayAt(now, "UTC");
  const [earliest, latest] = [addDays(today, -OLDEST_DAYS), addDays(today, -DELAY_DAYS)];
  return { first: first < earliest ? earliest : first, last: last > latest ? latest : last };
}

const OLDEST_DAYS = 1_800;
const DELAY_DAYS = 2;
