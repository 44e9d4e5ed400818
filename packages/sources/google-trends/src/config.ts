import { secret } from "@brain/core";
import { httpSettings } from "@brain/http";
import { z } from "zod";
import { credentialProblems, serviceAccountSchema } from "./credentials.ts";
import { toTimeframe } from "./timeframe.ts";

/** The most that Google compares at once. */
export const MAX_ITEMS = 5;

const keyword = z.string().min(1).max(100);
const geo = z
  .string()
  .regex(
    /^$|^[A-Z]{2}(-[A-Z0-9]{1,3}(-\d{3})?)?$/,
    'is no place: a code such as US, US-NY or US-NY-501, or "" for the world',
  );
const timeframe = z.string().transform((given, context): string => {
  const known = toTimeframe(given);
  if (known !== undefined) return known;
  context.addIssue({
    code: "custom",
    message:
      "is no time frame: take 12m, 5y, 7d, `today 12-m`, `now 7-d`, `all` or `2026-01-01 2026-06-30`",
  });
  return z.NEVER;
});

const isUnlike = (list: readonly string[]): boolean => new Set(list).size === list.length;

const rangeSchema = z.strictObject({
  keyword,
  geo: geo.default(""),
  timeframe,
});

const fields = z.strictObject({
  /** Search terms, or topics by their id (`/m/0663v`). More than 5 are compared through the anchor. */
  keywords: z.array(keyword).min(1).max(1_000).refine(isUnlike, "names a keyword twice").readonly(),
  /** The keyword that every batch of more than 5 keywords has, to bring them to one scale. Default: the first. */
  anchor: keyword.optional(),
  /** `""` is the world; several are read one after the other, and are not comparable. */
  geo: z
    .union([geo, z.array(geo).min(1).refine(isUnlike, "names a place twice").readonly()])
    .default("")
    .transform((given): readonly string[] => (typeof given === "string" ? [given] : given)),
  /** `12m`, `today 12-m`, `now 7-d`, `all`, or two days; a window of the run comes before it. */
  timeframe: timeframe.default("today 12-m"),
  /** Where the searches were made: `""` is the web, `froogle` is Google Shopping. */
  property: z.enum(["", "images", "news", "youtube", "froogle"]).default(""),
  /** The number of a category; 0 is all of them. */
  category: z.number().int().min(0).default(0),
  /** Parts of a place in `interest_by_region`. Default: countries of the world, regions of a country. */
  regionResolution: z.enum(["COUNTRY", "REGION", "DMA", "CITY"]).optional(),
  /** Places with few searches, too. */
  includeLowSearchVolume: z.boolean().default(false),
  /** Adds the stream `region_shares`: how the keywords, 2 to 5 of them, share the searches of each region. */
  compareRegions: z.boolean().default(false),
  /** Adds the stream `multi_range_interest`: 2 to 5 keywords, each in its own place and time, on one scale. */
  ranges: z.array(rangeSchema).min(2).max(MAX_ITEMS).readonly().optional(),
  /** Countries of `trending_now`. */
  trendingGeos: z.array(geo.min(1)).min(1).refine(isUnlike).readonly().default(["US"]),
  /** Language of names and topics. */
  language: z.string().min(2).max(20).default("en-US"),
  /** Minutes behind UTC, as `Date.getTimezoneOffset()` has it. */
  tz: z.number().int().min(-840).max(840).default(0),
  /** Nobody knows the limit; what is safe is little. */
  requestsPerMinute: z.number().int().min(1).max(60).default(12),
  /** Credentials of the official API (alpha), which must be allow-listed: an OAuth grant, or a service account's key file. */
  clientId: z.string().min(1).optional(),
  clientSecret: secret().optional(),
  refreshToken: secret().optional(),
  serviceAccount: serviceAccountSchema.optional(),
  /** The Cloud project that is charged for the official API's quota. */
  quotaProject: z.string().min(1).optional(),
  /** Length of the official API's buckets. */
  officialResolution: z.enum(["DAY", "WEEK", "MONTH", "YEAR"]).default("WEEK"),
  /** A proxy or the sandbox, in place of the public site. */
  baseUrl: z.url().default("https://trends.google.com/"),
  /** The same for the official API. */
  officialUrl: z.url().default("https://searchtrends.googleapis.com/"),
  tokenUrl: z.url().optional(),
  http: httpSettings.optional(),
});

const whenObject = {
  when: ({ value }: { value: unknown }): boolean => typeof value === "object" && value !== null,
};

/** The options of {@link googleTrends}. Everything wrong is reported at once, before any request. */
export const googleTrendsConfigSchema = fields.superRefine((config, context) => {
  for (const [field, message] of [...credentialProblems(config), ...comparisonProblems(config)]) {
    context.addIssue({ code: "custom", path: [field], message });
  }
}, whenObject);

/** Looks at whatever stands in the config, right or wrong, so that all problems show at once. */
function comparisonProblems(config: object): [field: string, message: string][] {
  const keywords: unknown = Reflect.get(config, "keywords");
  if (!Array.isArray(keywords)) return [];
  const count = keywords.length;
  const anchor: unknown = Reflect.get(config, "anchor");
  const problems: [string, string][] = [];
  if (anchor !== undefined && !keywords.includes(anchor)) {
    problems.push(["anchor", "is none of the keywords"]);
  }
  if (Reflect.get(config, "compareRegions") === true && (count < 2 || count > MAX_ITEMS)) {
    problems.push(["compareRegions", `compares 2 to ${MAX_ITEMS} keywords, not ${count}`]);
  }
  return problems;
}

/** The config with its defaults in place. */
export type ResolvedConfig = z.output<typeof googleTrendsConfigSchema>;
