import { z } from "zod";

const name = z.string().min(1);

/** How a request proves who sends it; what is secret stands beside it, in options of its own. */
export const authSchema = z.discriminatedUnion("type", [
  /** `Authorization: Bearer …`, or another word before the key. */
  z.strictObject({ type: z.literal("bearer"), scheme: name.default("Bearer") }),
  z.strictObject({ type: z.literal("header"), name }),
  z.strictObject({ type: z.literal("basic") }),
  /** In the address; only where the platform has no other way. */
  z.strictObject({ type: z.literal("query"), name }),
  z.strictObject({ type: z.literal("form"), name }),
  /** OAuth 2 client credentials; `form` goes with the request for a token. */
  z.strictObject({
    type: z.literal("oauth"),
    tokenPath: name.optional(),
    scheme: name.default("Bearer"),
    form: z.record(name, z.string()).default({}),
  }),
  z.strictObject({ type: z.literal("none") }),
]);

/** What answers mean, where their status does not tell. */
export const errorsSchema = z.strictObject({
  /** Where the vendor's code and message stand; an answer with a code is an error, whatever its status. */
  code: name.optional(),
  message: name.optional(),
  /** Codes that mean wrong credentials, missing rights, a limit, or that another try may help. */
  auth: z.array(name).readonly().default([]),
  permission: z.array(name).readonly().default([]),
  throttled: z.array(name).readonly().default([]),
  transient: z.array(name).readonly().default([]),
  /** A 403 whose text has one of these is a limit. */
  throttledText: z.array(name).readonly().default([]),
});

/** Headers that tell what is left of an allowance. */
export const rateLimitSchema = z.strictObject({
  remaining: name,
  reset: name,
  /** What `reset` counts: seconds from now, or the time itself. */
  unit: z.enum(["seconds", "epoch-seconds", "epoch-milliseconds"]).default("epoch-seconds"),
});

/** So many requests in so many seconds. */
export const limitSchema = z.strictObject({
  requests: z.number().int().min(1),
  seconds: z.number().positive(),
});

export type AuthOptions = z.output<typeof authSchema>;
export type ErrorsOptions = z.output<typeof errorsSchema>;
export type RateLimitOptions = z.output<typeof rateLimitSchema>;
