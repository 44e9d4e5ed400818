import { z } from "zod";

const unit = z.enum(["day", "week", "month"]).default("day");
const expression = z.string().min(1);

/**
 * One question of `segmentation`: an event counted by day, and by what `on` tells apart.
 *
 * @see https://docs.mixpanel.com/reference/segmentation-query (read 2026-11-24)
 */
export const segmentationQuery = z.strictObject({
  event: z.string().min(1),
  /** `properties["plan"]`: one row for each value. Default: none, the segment is the event. */
  on: expression.optional(),
  where: expression.optional(),
  /** Mixpanel has no weeks here. */
  unit: z.enum(["day", "month"]).default("day"),
  type: z.enum(["general", "unique", "average"]).default("general"),
  /** Values of `on`, the most frequent ones; Mixpanel's default is 60. */
  limit: z.number().int().min(1).max(10_000).default(10_000),
});

/**
 * One question of `retention`: of those who did `born_event` on a day, how many came back.
 *
 * @see https://docs.mixpanel.com/reference/retention-query (read 2026-11-24)
 */
export const retentionQuery = z
  .strictObject({
    retention_type: z.enum(["birth", "compounded"]).default("birth"),
    born_event: z.string().min(1).optional(),
    event: z.string().min(1).optional(),
    born_where: expression.optional(),
    where: expression.optional(),
    unit,
    /** How many units one bucket has. */
    interval: z.number().int().min(1).max(90).default(1),
    interval_count: z.number().int().min(1).max(90).default(1),
  })
  .refine((query) => query.retention_type !== "birth" || query.born_event !== undefined, {
    path: ["born_event"],
    error: "is needed for retention of the type `birth`",
  });

const named = <T extends z.ZodType>(query: T) => z.record(z.string().min(1), query);

export const segmentationQueries = named(segmentationQuery);
export const retentionQueries = named(retentionQuery);
/** Saved reports: the number at the end of a report's address. */
export const insightsQueries = named(z.union([z.string(), z.number()]).transform(String));

/** What a user writes to ask for a segmentation. */
export type SegmentationQuery = z.input<typeof segmentationQuery>;
/** What a user writes to ask for retention. */
export type RetentionQuery = z.input<typeof retentionQuery>;
/** The length of what one row of a report stands for. */
export type Unit = z.output<typeof unit>;
