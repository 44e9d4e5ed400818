import { secret } from "@brain/core";
import { httpSettings } from "@brain/http";
import { z } from "zod";
import { fixedStreams } from "./fixed-streams.ts";
import { reportSchema } from "./report-config.ts";
import { DEFAULT_VERSION } from "./versions.ts";

export const TOKEN_URL = "https://www.linkedin.com/oauth/v2/accessToken";

/** `12345`, or what LinkedIn shows of it elsewhere: `urn:li:sponsoredAccount:12345`. */
const ids = (type: string) =>
  z
    .array(
      z
        .union([z.string(), z.number()])
        .transform((id) => String(id).replace(`urn:li:${type}:`, ""))
        .refine((id) => /^\d{1,19}$/.test(id), "is no id: it is a number"),
    )
    .min(1)
    .readonly();

const fields = z.strictObject({
  /** A member's access token, which lives 60 days. */
  accessToken: secret().optional(),
  /**
   * OAuth, in place of `accessToken`: an application, and the refresh token of a member. Default: what `brain auth` stored.
   * LinkedIn gives refresh tokens to approved applications.
   */
  clientId: z.string().min(1).optional(),
  clientSecret: secret().optional(),
  refreshToken: secret().optional(),
  /** Only these ad accounts. Default: all on which the member has a role. */
  accountIds: ids("sponsoredAccount").optional(),
  /** Only these campaigns, in the reports. Default all. */
  campaignIds: ids("sponsoredCampaign").optional(),
  /** Stream name → report. */
  analytics: z.record(z.string().min(1), reportSchema).default({}),
  /** The first day of the reports in runs without a window of their own (`YYYY-MM-DD`, UTC). */
  startDate: z.iso.date().optional(),
  /** Days before today that are read again every day: clicks are attributed and cleaned for so long. */
  lookbackDays: z.number().int().min(0).max(366).default(30),
  /** Days of one daily report that are read together, always cut at the same days. */
  windowDays: z.number().int().min(1).max(31).default(7),
  /** The version of the API, `YYYYMM`; each is served for a year. */
  apiVersion: z
    .string()
    .regex(/^20\d\d(0[1-9]|1[0-2])$/, "is a year and a month, such as 202607")
    .default(DEFAULT_VERSION),
  /** A proxy or the sandbox. */
  baseUrl: z.url().default("https://api.linkedin.com/rest/"),
  tokenUrl: z.url().default(TOKEN_URL),
  http: httpSettings.optional(),
});

const app = ["clientId", "clientSecret"] as const;
const oauth = [...app, "refreshToken"] as const;

/** Whatever stands in the config, right or wrong, so that all problems show at once. */
const given = (config: unknown, name: string): unknown =>
  typeof config === "object" && config !== null ? Reflect.get(config, name) : undefined;
const isGiven = (config: unknown, name: string): boolean => given(config, name) !== undefined;

/** Config of the LinkedIn Ads source: one kind of credential, and the reports. */
export const linkedinAdsConfigSchema = fields
  .refine(
    (config) => isGiven(config, "accessToken") || oauth.some((name) => isGiven(config, name)),
    {
      error: "give `accessToken`, or `clientId` and `clientSecret`",
      when: () => true,
    },
  )
  .refine(
    (config) => !isGiven(config, "accessToken") || !oauth.some((name) => isGiven(config, name)),
    {
      error: "`accessToken` and OAuth exclude each other: give one kind of credential",
      when: () => true,
    },
  )
  .refine(
    (config) =>
      app.every((name) => isGiven(config, name)) || oauth.every((name) => !isGiven(config, name)),
    {
      error:
        "OAuth needs `clientId` and `clientSecret` together; `refreshToken` beside them, or `brain auth linkedin-ads`",
      when: () => true,
    },
  )
  .refine(
    (config) =>
      isGiven(config, "startDate") || Object.keys(Object(given(config, "analytics"))).length === 0,
    {
      path: ["startDate"],
      error: "reports need a first day: LinkedIn keeps ten years, two of them by member",
      when: () => true,
    },
  )
  .refine(
    (config) =>
      !Object.keys(Object(given(config, "analytics"))).some((name) => fixedStreams.has(name)),
    {
      path: ["analytics"],
      error: `a report is a stream, and these names are taken: ${[...fixedStreams].join(", ")}`,
      when: () => true,
    },
  );

/** The config with its defaults in place. */
export type ResolvedConfig = z.output<typeof linkedinAdsConfigSchema>;
