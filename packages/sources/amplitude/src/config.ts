import { isTimeZone, secret } from "@brain/core";
import { httpSettings } from "@brain/http";
import { z } from "zod";

const names = z.array(z.string().min(1)).min(1).readonly();

/** Config of the Amplitude source: a project's two keys, its region and a first day. */
export const amplitudeConfigSchema = z.strictObject({
  /** Settings > Projects > the project: it names the project, and is no secret by itself. */
  apiKey: z.string().min(1),
  /** Beside it. */
  secretKey: secret(),
  /** Where the project's data are kept; the keys are unknown elsewhere. */
  region: z.enum(["us", "eu"]).default("us"),
  /** The project's time zone (IANA), in which charts count days. */
  projectTimezone: z
    .string()
    .refine(isTimeZone, "is no time zone that this runtime knows, such as Europe/Berlin")
    .default("UTC"),
  /** The first day that is read by runs without a window of their own (`YYYY-MM-DD`; of events the upload, in UTC). */
  startDate: z.iso.date(),
  /** Hours in one request of events: halved by itself where they hold too much. */
  windowHours: z.number().int().min(1).max(744).default(24),
  /** Hours of upload that are read again once they are complete: Amplitude may be late with some of their events. */
  lookbackHours: z.number().int().min(0).max(168).default(4),
  /** Days of charts that are read again: late events change them. */
  lookbackDays: z.number().int().min(0).max(90).default(7),
  /** A property that splits active and new users into segments (`country`, `platform`, `gp:plan`). */
  usersBy: z.string().min(1).optional(),
  /** Only the members of these cohorts. Default all that are listed and not archived. */
  cohortIds: names.optional(),
  /** Properties of members that come with them: these, or all. Default none. */
  memberProperties: z.union([names, z.literal("all")]).optional(),
  /** Milliseconds until Amplitude must have made a cohort's file; later the next run fetches it. */
  cohortTimeoutMs: z.number().int().min(1_000).max(86_400_000).default(1_800_000),
  /** A proxy or the sandbox, in place of the region's host. */
  baseUrl: z.url().optional(),
  http: httpSettings.optional(),
});

/** What a user writes to connect Amplitude. */
export type AmplitudeConfig = z.input<typeof amplitudeConfigSchema>;
/** The config with its defaults in place. */
export type ResolvedAmplitudeConfig = z.output<typeof amplitudeConfigSchema>;
