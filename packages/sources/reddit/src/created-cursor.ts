import { DAY_MS } from "./limits.ts";

/** Things by when they were made; tables, which go by the key, take what the lookback sees again as it is now. */
export function createdCursor(lookbackDays: number) {
  return {
    field: "created_at",
    order: "unordered",
    lookbackMs: lookbackDays * DAY_MS,
  } as const;
}
