import { secret } from "@brain/core";
import { httpSettings } from "@brain/http";
import { z } from "zod";

const days = z.number().min(0).max(366);
const courseId = z
  .union([z.string(), z.number()])
  .transform(String)
  .refine((id) => /^[1-9]\d{0,9}$/.test(id), "is no course id: it is the number in its address");

/** Config of the Teachable source: the school's API key, everything else has a default. */
export const teachableConfigSchema = z.strictObject({
  /** Settings > API keys, on the Growth plan and above; it belongs to one school. */
  apiKey: secret(),
  /** Only the contents, enrollments, progress and quizzes of these courses. Default all. */
  courseIds: z.array(courseId).min(1).readonly().optional(),
  /** Days after which all users are read once more: Teachable lists new ones alone, never changed ones. */
  userRefreshDays: days.default(7),
  /** Days after which all enrollments, or the progress of all who are on their way, are read once more. */
  progressRefreshDays: days.default(1),
  /** Days before the last sale that are read once more, since refunds and chargebacks change old rows. */
  refundLookbackDays: days.default(60),
  /** Days after which they are; runs in between read new sales alone. */
  refundRefreshDays: days.default(1),
  /** Requests that may be spent in 30 days: the plan's allowance, or your share of it. Default no limit of ours. */
  monthlyRequests: z.number().int().min(1).optional(),
  /** A proxy or the sandbox. */
  baseUrl: z.url().default("https://developers.teachable.com/v1"),
  http: httpSettings.optional(),
});

/** What a user writes to connect Teachable. */
export type TeachableConfig = z.input<typeof teachableConfigSchema>;

/** The config with its defaults in place. */
export type ResolvedTeachableConfig = z.output<typeof teachableConfigSchema>;
