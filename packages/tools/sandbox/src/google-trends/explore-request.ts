import { z } from "zod";
import { isPlace } from "./places.ts";
import { Refusal } from "./refusal.ts";
import { rangeOf, type TimeRange } from "./time-range.ts";

const MAX_ITEMS = 5;

// Clients send more than the site reads.
const requestSchema = z.looseObject({
  comparisonItem: z
    .array(
      z.looseObject({
        keyword: z.string().min(1),
        geo: z.string().default(""),
        time: z.string(),
      }),
    )
    .min(1)
    .max(MAX_ITEMS),
  category: z.coerce.number().int().default(0),
  property: z.enum(["", "images", "news", "youtube", "froogle"]).default(""),
});

/** One column of a comparison. */
export interface ExploreItem {
  readonly keyword: string;
  readonly geo: string;
  /** As it was asked for. */
  readonly time: string;
  readonly range: TimeRange;
}

export interface ExploreRequest {
  readonly items: readonly ExploreItem[];
  readonly category: number;
  readonly property: string;
  readonly language: string;
}

/** @throws Refusal 400, without a word of what is wrong. */
export function exploreRequest(query: URLSearchParams, now: number): ExploreRequest {
  const parsed = requestSchema.safeParse(parse(query.get("req")));
  if (!parsed.success) throw badRequest();
  const { comparisonItem, category, property } = parsed.data;
  const items = comparisonItem.map(({ keyword, geo, time }) => {
    if (!isPlace(geo)) throw badRequest();
    return { keyword, geo, time, range: rangeOf(time, now) };
  });
  return { items, category, property, language: query.get("hl") ?? "en-US" };
}

export const badRequest = (): Refusal => new Refusal(400, "Error 400 (Bad Request)!!1");

/** Undefined for what is no JSON. */
export function parse(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
