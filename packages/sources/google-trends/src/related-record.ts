import { z } from "zod";
import { askedShape } from "./asked.ts";

export const relatedShape = {
  keyword: z.string(),
  ...askedShape,
  /** `top`: searched for most by those who searched for the keyword; `rising`: more than in the time before. */
  kind: z.enum(["top", "rising"]),
  /** From 1. */
  rank: z.int(),
  /** 0 to 100 of `top`, per cent of growth of `rising`. */
  value: z.number(),
  formatted_value: z.string().nullish(),
  /** Grown by more than 5,000 per cent. */
  is_breakout: z.boolean(),
};

/** What a related record has in common with others of its list. */
export const relatedKey = [
  "keyword",
  "geo",
  "property",
  "category",
  "timeframe",
  "snapshot_date",
  "kind",
] as const;

const rankedSchema = z.looseObject({
  query: z.string().nullish(),
  topic: z
    .looseObject({ mid: z.string(), title: z.string(), type: z.string().nullish() })
    .nullish(),
  value: z.number(),
  formattedValue: z.string().nullish(),
});
const listsSchema = z.looseObject({
  default: z.looseObject({
    rankedList: z.array(z.looseObject({ rankedKeyword: z.array(rankedSchema).nullish() })),
  }),
});
const KINDS = ["top", "rising"] as const;
/** How many per cent of growth Google calls a breakout. */
const BREAKOUT = "Breakout";

export function isRankedLists(body: unknown): boolean {
  return listsSchema.safeParse(body).success;
}

/** What was ranked, with its place; a list that is missing is empty. */
export function rankedIn(body: unknown) {
  const { rankedList } = listsSchema.parse(body).default;
  return KINDS.flatMap((kind, list) =>
    (rankedList[list]?.rankedKeyword ?? []).map(({ formattedValue, ...ranked }, index) => ({
      ...ranked,
      kind,
      rank: index + 1,
      formatted_value: formattedValue,
      is_breakout: formattedValue === BREAKOUT,
    })),
  );
}
