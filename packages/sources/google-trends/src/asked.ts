import { dayAt, type Clock, type Window } from "@brain/core";
import { z } from "zod";
import type { ResolvedConfig } from "./config.ts";
import { timeframeOf } from "./timeframe.ts";

/** What was asked, in every record: values mean something only beside others of the same request and day. */
export const askedShape = {
  /** `""` is the world. */
  geo: z.string(),
  /** As Google has it: `today 12-m`, or two days. */
  timeframe: z.string(),
  /** `""` is web search. */
  property: z.string(),
  /** 0 is all categories. */
  category: z.int(),
  /** The day of the reading, in UTC: Google samples anew each day. */
  snapshot_date: z.iso.date(),
};

export type Asked = z.infer<z.ZodObject<typeof askedShape>>;

/** What a reading of this window asks for a place. */
export function askedIn(
  config: ResolvedConfig,
  geo: string,
  { window, clock }: { readonly window: Window; readonly clock: Clock },
): Asked {
  return {
    geo,
    timeframe: timeframeOf(window, config.timeframe),
    property: config.property,
    category: config.category,
    snapshot_date: dayAt(clock.now(), "UTC"),
  };
}
