import { z } from "zod";

const number = z.number();

const pointSchema = z.looseObject({
  /** Epoch seconds. */
  time: z.string().regex(/^-?\d{1,12}$/),
  value: z.array(number),
  hasData: z.array(z.boolean()).nullish(),
  formattedValue: z.array(z.string()).nullish(),
  isPartial: z.boolean().nullish(),
});
const timelineSchema = z.looseObject({
  default: z.looseObject({ timelineData: z.array(pointSchema) }),
});

export type Point = z.infer<typeof pointSchema>;

export function isTimeline(body: unknown): boolean {
  return timelineSchema.safeParse(body).success;
}

export function pointsIn(body: unknown): readonly Point[] {
  return timelineSchema.parse(body).default.timelineData;
}

/** The instant of a bucket's beginning. */
export function instantOf(seconds: string): string {
  return new Date(Number(seconds) * 1_000).toISOString();
}

/** The mean of one column; buckets that are not over count nothing. */
export function meanOf(points: readonly Point[], column: number): number {
  const values = points
    .filter((point) => point.isPartial !== true)
    .map((point) => point.value[column] ?? 0);
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
