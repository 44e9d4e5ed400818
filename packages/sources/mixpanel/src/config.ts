import { addDays, isTimeZone, secret } from "@brain/core";
import { httpSettings } from "@brain/http";
import { z } from "zod";
import { insightsQueries, retentionQueries, segmentationQueries } from "./queries.ts";

const names = z.array(z.string().min(1)).min(1).readonly();

const fields = z.strictObject({
  /** Settings > Project details. */
  projectId: z
    .union([z.string(), z.number()])
    .transform(String)
    .refine(
      (id) => /^\d{1,15}$/.test(id),
      "is no project id: it is the number under Project details",
    ),
  /** The service account, with `secret`. */
  username: z.string().min(1).optional(),
  secret: secret().optional(),
  /** Legacy, in place of the two: Mixpanel refuses it from 2027-03-03 on. */
  projectSecret: secret().optional(),
  /** Needed where the project has data views. */
  workspaceId: z.union([z.string(), z.number()]).transform(String).optional(),
  /** Where the project's data are kept; other regions answer as if there were none. */
  region: z.enum(["us", "eu", "in"]).default("us"),
  /** The project's time zone (IANA), in which reports count days. */
  projectTimezone: z
    .string()
    .refine(isTimeZone, "is no time zone that this runtime knows, such as Europe/Berlin")
    .default("UTC"),
  /** Projects made before 2023: events carry the clock on the project's wall, and days are the project's. */
  timeIsProjectLocal: z.boolean().default(false),
  /** The first day that is read by runs without a window of their own (`YYYY-MM-DD`). */
  startDate: z.iso.date(),
  /** Days before today that are read again every day: events of devices that were offline come late. */
  lookbackDays: z.number().int().min(0).max(90).default(5),
  /** Days in one request of raw events: more of them spend fewer of the 60 requests an hour. */
  windowDays: z.number().int().min(1).max(31).default(1),
  /** Only these events: of `export`, and counted by `events_daily`. Default all. */
  events: names.optional(),
  /** A filter of raw events, in Mixpanel's expressions. */
  eventWhere: z.string().min(1).optional(),
  /** What `events_daily` counts: events, the users that sent them, or events per user. */
  countType: z.enum(["general", "unique", "average"]).default("general"),
  /** Only these properties of profiles and members. Default all. */
  profileProperties: names.optional(),
  /** Days after which all profiles are read once more: a search for the recently seen misses those without `$last_seen`. */
  profileRefreshDays: z.number().int().min(1).max(365).default(7),
  /** Only these funnels. Default all that are saved. */
  funnelIds: names.optional(),
  /** Days that a user has to complete a funnel. Default: as saved, and 90 days are read again. */
  funnelDays: z.number().int().min(1).max(90).optional(),
  segmentation: segmentationQueries.optional(),
  retention: retentionQueries.optional(),
  insights: insightsQueries.optional(),
  /** A proxy or the sandbox, in place of the region's host for reports. */
  baseUrl: z.url().optional(),
  /** The same for raw events. Default: `baseUrl`, if given. */
  exportUrl: z.url().optional(),
  http: httpSettings.optional(),
});

/** Whatever stands in the config, right or wrong, so that all problems show at once. */
const given = (config: unknown, name: string): boolean =>
  typeof config === "object" && config !== null && Reflect.get(config, name) !== undefined;

const account = ["username", "secret"] as const;

/** Config of the Mixpanel source: a service account (or the legacy project secret), a project and a first day. */
export const mixpanelConfigSchema = fields
  .refine(
    (config) => given(config, "projectSecret") || account.some((name) => given(config, name)),
    { error: "give `username` and `secret` of a service account", when: () => true },
  )
  .refine(
    (config) =>
      account.every((name) => given(config, name)) || account.every((name) => !given(config, name)),
    { error: "a service account is `username` and `secret` together", when: () => true },
  )
  .refine(
    (config) => !given(config, "projectSecret") || !account.some((name) => given(config, name)),
    {
      error:
        "`projectSecret` and a service account exclude each other: give one kind of credential",
      when: () => true,
    },
  );

/** The config with its defaults in place. */
export type ResolvedMixpanelConfig = z.output<typeof mixpanelConfigSchema>;

/** The first day that is not final on `today`. */
export function firstOpenDay(config: ResolvedMixpanelConfig, today: string): string {
  return addDays(today, -config.lookbackDays);
}
