import { secret } from "@brain/core";
import { httpSettings } from "@brain/http";
import { z } from "zod";
import { crmObjectNames } from "./objects.ts";

/** The version of HubSpot's API that is read unless told otherwise: general availability 2026-09-08, supported 18 months. */
export const DEFAULT_API_VERSION = "2026-09";
/** What the streams of an object's history are named: the object, and this. */
const HISTORY = "_property_history";
export const API_URL = "https://api.hubapi.com";

const propertyNames = z
  .array(z.string().regex(/^[a-z0-9_]+$/i, "is no internal property name"))
  .min(1)
  .readonly();

/** Streams that every source has, so that no custom object can have their names. */
const OWN_STREAMS: ReadonlySet<string> = new Set([
  ...crmObjectNames,
  "owners",
  "pipelines",
  "pipeline_stages",
  "properties",
  "associations",
  "activities",
  "custom_objects",
]);
const customStream = z
  .string()
  .regex(/^[a-z]\w*$/i, "is no name of a stream: letters, digits and _")
  .refine(
    (name) => !OWN_STREAMS.has(name) && !name.endsWith(HISTORY),
    "is the name of another stream: choose one, and say in `object` which object it is",
  );

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
  /** Stream name → custom object, and of its properties those to read. Without names all are read. */
  customObjects: z
    .record(
      customStream,
      z.strictObject({
        /** The object's name, label, `p…_name` or `2-…`. Default: the stream's name. */
        object: z.string().min(1).optional(),
        properties: propertyNames.optional(),
      }),
    )
    .optional(),
  /** Whose history to read, and of which properties: `{ deals: ["dealstage"] }` is the stream `deals_property_history`. */
  propertyHistory: z.record(z.string(), propertyNames).optional(),
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

const namesIn = (config: unknown, option: string): string[] =>
  given(config, option) ? Object.keys(Object(Reflect.get(Object(config), option))) : [];

/** Internal names of the properties to read of an object; undefined: all. */
export function chosenProperties(
  config: Pick<ResolvedHubspotConfig, "properties" | "customObjects">,
  object: string,
): readonly string[] | undefined {
  const chosen: Readonly<Record<string, readonly string[] | undefined>> = config.properties ?? {};
  return chosen[object] ?? config.customObjects?.[object]?.properties;
}

/** The stream of an object's history. */
export function historyStream<Name extends string>(object: Name): `${Name}${typeof HISTORY}` {
  return `${object}${HISTORY}`;
}

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
  )
  .refine(
    (config) => {
      const known: readonly string[] = [...crmObjectNames, ...namesIn(config, "customObjects")];
      return namesIn(config, "propertyHistory").every((name) => known.includes(name));
    },
    {
      path: ["propertyHistory"],
      error: "names an object that is neither HubSpot's nor in `customObjects`",
      when: () => true,
    },
  );

/** What a user writes, as far as the literal does not matter. */
export type HubspotConfig = z.input<typeof hubspotConfigSchema>;

/** The config with its defaults in place. */
export type ResolvedHubspotConfig = z.output<typeof hubspotConfigSchema>;
