import { z } from "zod";

/** The `http` key of every source config: strict, each option with its default. */
export const httpSettings = z.strictObject({
  /** Milliseconds for one attempt, body included. */
  attemptTimeoutMs: z.number().int().min(1).max(3_600_000).default(120_000),
  /** Milliseconds before the first retry; doubled before each further one. */
  retryBaseMs: z.number().int().min(1).max(60_000).default(500),
  /** Attempts in all, the first included. */
  retryAttempts: z.number().int().min(1).max(20).default(5),
  /** Bytes of a decoded body. */
  maxBodyBytes: z
    .number()
    .int()
    .min(1)
    .max(2 ** 29)
    .default(64 * 2 ** 20),
  /** The longest pause, in milliseconds, that is slept through; a longer one ends the stream `incomplete`. */
  maxWaitMs: z.number().int().min(0).max(86_400_000).default(120_000),
  /** Requests under way at once. Default: from the budget and the measured latency, 4 to 16. */
  concurrency: z.number().int().min(1).max(256).optional(),
  /** Permits private, loopback and link-local addresses, and `http:` to them. */
  allowPrivateNetwork: z.boolean().default(false),
});

/** What a user may set; everything has a default. */
export type HttpSettings = z.input<typeof httpSettings>;

/** The settings with every default in place. */
export type ResolvedSettings = z.output<typeof httpSettings>;
