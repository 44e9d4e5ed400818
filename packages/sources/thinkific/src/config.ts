import { secret } from "@brain/core";
import { httpSettings } from "@brain/http";
import { z } from "zod";
import { REQUESTS_PER_MINUTE } from "./limits.ts";

const fields = z.strictObject({
  /** The name before `.thinkific.com`, also of a site with a domain of its own. With `apiKey` and with a refresh token. */
  subdomain: z
    .string()
    .regex(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i, "is the name before .thinkific.com, no domain")
    .optional(),
  /** Settings > Code & analytics > API key: a private key of one site. */
  apiKey: secret().optional(),
  /** A token of an app that was installed on the site (good for a day), or an API access token. */
  accessToken: secret().optional(),
  /** OAuth: the three together, with `subdomain`, in place of `apiKey` and `accessToken`. */
  clientId: z.string().min(1).optional(),
  clientSecret: secret().optional(),
  refreshToken: secret().optional(),
  /** Where OAuth tokens are refreshed. Default: `https://SUBDOMAIN.thinkific.com/oauth2/token`. */
  tokenUrl: z.url().optional(),
  /** What the site may ask for, where Thinkific has raised it, or your share of it. */
  requestsPerMinute: z.number().int().min(1).max(10_000).default(REQUESTS_PER_MINUTE),
  /** A proxy or the sandbox. */
  baseUrl: z.url().default("https://api.thinkific.com/api/public/v1"),
  http: httpSettings.optional(),
});

const oauthFields = ["clientId", "clientSecret", "refreshToken"] as const;
const kinds = [["apiKey"], ["accessToken"], [...oauthFields, "tokenUrl"]] as const;

/** Whatever stands in the config, right or wrong: these checks run beside the others, so that all problems show at once. */
const given = (config: unknown, name: string): boolean =>
  typeof config === "object" && config !== null && Reflect.get(config, name) !== undefined;

const kindsIn = (config: unknown): number =>
  kinds.filter((names) => names.some((name) => given(config, name))).length;
const always = { when: () => true };

/** Config of the Thinkific source: exactly one kind of credential, everything else has a default. */
export const thinkificConfigSchema = fields
  .refine((config) => kindsIn(config) > 0, {
    error:
      "give `apiKey` and `subdomain`, or `accessToken`, or `clientId`, `clientSecret`, `refreshToken` and `subdomain`",
    ...always,
  })
  .refine((config) => kindsIn(config) < 2, {
    error: "`apiKey`, `accessToken` and OAuth exclude each other: give one kind of credential",
    ...always,
  })
  .refine((config) => !given(config, "apiKey") || given(config, "subdomain"), {
    error: "`apiKey` needs the `subdomain` of its site",
    ...always,
  })
  .refine(
    (config) =>
      ![...oauthFields, "tokenUrl"].some((name) => given(config, name)) ||
      [...oauthFields, "subdomain"].every((name) => given(config, name)),
    {
      error: "OAuth needs `clientId`, `clientSecret`, `refreshToken` and `subdomain` together",
      ...always,
    },
  );

/** What a user writes to connect Thinkific. */
export type ThinkificConfig = z.input<typeof thinkificConfigSchema>;

/** The config with its defaults in place. */
export type ResolvedThinkificConfig = z.output<typeof thinkificConfigSchema>;
