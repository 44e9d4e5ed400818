import { isTimeZone, secret } from "@brain/core";
import { httpSettings } from "@brain/http";
import { z } from "zod";
import {
  authSchema,
  errorsSchema,
  limitSchema,
  rateLimitSchema,
  type AuthOptions,
} from "./connection-options.ts";
import { planStreams, problemsOf } from "./plan.ts";
import { presetNames, presets } from "./presets/presets.ts";
import { shortOr } from "./short-form.ts";
import { streamOptions } from "./stream-options.ts";

const fields = z.strictObject({
  /** The platform. Default: an LMS of one's own, with the usual five lists. */
  preset: z.enum(presetNames).default("default"),
  /** The site (Moodle, Canvas, Open edX), the endpoint of the record store, or what stands before `users` and `courses`. */
  baseUrl: z.url(),
  /** Token or key, of every `auth` but `basic` and `oauth`. */
  apiKey: secret().optional(),
  username: z.string().min(1).optional(),
  password: secret().optional(),
  clientId: z.string().min(1).optional(),
  clientSecret: secret().optional(),
  /** Where an OAuth application gets its token. Default: the preset's, below `baseUrl`. */
  tokenUrl: z.url().optional(),
  /** Default the preset's; `none` and `default` send `apiKey` as Bearer. */
  auth: authSchema.optional(),
  /** Sent with every request, beside the preset's; nothing secret. */
  headers: z.record(z.string().min(1), z.string()).default({}),
  /** Of times without a zone, and of the days in windows (IANA). */
  timeZone: z
    .string()
    .refine(isTimeZone, "is no time zone that this runtime knows, such as Europe/Berlin")
    .default("UTC"),
  errors: errorsSchema.optional(),
  rateLimit: rateLimitSchema.optional(),
  /** So many requests in so many seconds; several hold at once. */
  limits: z.array(limitSchema).min(1).readonly().optional(),
  /** By name: what differs from the preset, a stream of your own, or `false` for one that is not wanted. */
  streams: z
    .record(
      z.string().regex(/^[a-z][a-z0-9_]*$/, "is no name of a stream: a to z, digits and _"),
      shortOr((given): given is false => given === false, { const: false }, streamOptions),
    )
    .default({}),
  http: httpSettings.optional(),
});

type Given = z.output<typeof fields>;

/** Config of the LMS source: a platform by name, or one described; plain data all of it. */
export const lmsConfigSchema = fields.transform((config, context) => {
  const plans = planStreams(config);
  const problems = [...credentialProblems(config), ...problemsOf(plans)];
  if (Object.keys(plans).length === 0) {
    problems.push("`streams` describes none, and the preset has none either");
  }
  for (const message of problems) context.addIssue({ code: "custom", message });
  return { ...config, plans };
});

/** The config with its defaults in place, and its streams as preset and config describe them together. */
export type ResolvedLmsConfig = z.output<typeof lmsConfigSchema>;

/** How requests are signed: as the config says, else as a token given in hand, else as the preset does. */
export function authOf(config: Given): AuthOptions {
  if (config.auth !== undefined) return config.auth;
  const auth = authSchema.parse(presets[config.preset].auth);
  // A token that somebody already has is sent as the preset's own would be.
  return auth.type === "oauth" && config.apiKey !== undefined
    ? { type: "bearer", scheme: auth.scheme }
    : auth;
}

function credentialProblems(config: Given): string[] {
  const auth = authOf(config);
  const due = { basic: ["username", "password"], oauth: ["clientId", "clientSecret"], none: [] };
  const names: readonly string[] = auth.type in due ? Reflect.get(due, auth.type) : ["apiKey"];
  const missing = names.filter((name) => Reflect.get(config, name) === undefined);
  const problems = missing.map(
    (name) => `\`${name}\` is missing, which \`auth: ${auth.type}\` needs`,
  );
  if (auth.type === "oauth" && auth.tokenPath === undefined && config.tokenUrl === undefined) {
    problems.push("`tokenUrl` is missing, which `auth: oauth` needs");
  }
  return problems;
}
