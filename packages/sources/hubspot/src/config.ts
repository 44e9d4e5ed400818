import { secret } from "@brain/core";
import { httpSettings } from "@brain/http";
import { z } from "zod";
import { crmObjectNames } from "./objects.ts";

/** The version of HubSpot's API that is read unless told otherwise: general availability 2026-09-08, supported 18 months. */
export const DEFAULT_API_VERSION = "2026-09";
export const API_URL = "https://api.hubapi.com";

const propertyNames = z
  .array(z.string().regex(/^[a-z0-9_]+$/i, "is no internal property name"))
  .min(1);

const fields = z.strictObject({
  /** A service key, the token of a private app or of a static-auth project app (`pat-…`). */
  accessToken: secret().optional(),
  /** OAuth, in place of `accessToken`: an app, and the refresh token of an account. Default: what `brain auth` stored. */
  clientId: z.string().min(1).optional(),
  clientSecret: secret().optional(),
  refreshToken: secret().optional(),
  /** Where OAuth tokens are refreshed. Default: `oauth/<version>/token` below `baseUrl`. */
  tokenUrl: z.url().optional(),
  /** Internal names of the properties to read, by object (`{ contacts: ["email"] }`). Default: all, also of each object not named. */
  properties: z.partialRecord(z.enum(crmObjectNames), propertyNames).optional(),
  /** Older versions are for portals on which the default one misbehaves; `v3` ends in September 2027. */
  apiVersion: z.enum(["2026-09", "2026-03", "v3"]).default(DEFAULT_API_VERSION),
  /** A proxy or the sandbox. */
  baseUrl: z.url().default(API_URL),
  http: httpSettings.optional(),
});

const appFields = ["clientId", "clientSecret"] as const;
const oauthFields = [...appFields, "refreshToken"] as const;

/** Whatever stands in the config, right or wrong: the check runs beside the others, so that all problems show at once. */
const given = (config: unknown, name: string): boolean =>
  typeof config === "object" && config !== null && Reflect.get(config, name) !== undefined;

/** Config of the HubSpot source: exactly one kind of credential, everything else has a default. */
export const hubspotConfigSchema = fields
  .refine(
    (config) => given(config, "accessToken") || oauthFields.some((name) => given(config, name)),
    {
      error: "give `accessToken`, or `clientId` and `clientSecret`",
      when: () => true,
    },
  )
  .refine(
    (config) =>
      !given(config, "accessToken") ||
      ![...oauthFields, "tokenUrl"].some((name) => given(config, name)),
    {
      error: "`accessToken` and OAuth exclude each other: give one kind of credential",
      when: () => true,
    },
  )
  .refine(
    (config) =>
      given(config, "accessToken") ||
      appFields.every((name) => given(config, name)) ||
      oauthFields.every((name) => !given(config, name)),
    {
      error:
        "OAuth needs `clientId` and `clientSecret` together; `refreshToken` beside them, or `brain auth hubspot`",
      when: () => true,
    },
  );

/** What a user writes. */
export type HubspotConfig = z.input<typeof hubspotConfigSchema>;

/** The config with its defaults in place. */
export type ResolvedHubspotConfig = z.output<typeof hubspotConfigSchema>;
