import type { z } from "zod";
import type { authSchema, errorsSchema, rateLimitSchema } from "../connection-options.ts";
import type { StreamOptions } from "../stream-options.ts";

/** A platform, described as a user would describe one. */
export interface Preset {
  readonly auth: z.input<typeof authSchema>;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly errors?: z.input<typeof errorsSchema> | undefined;
  readonly rateLimit?: z.input<typeof rateLimitSchema> | undefined;
  /** Requests under way at once, unless the config says otherwise. */
  readonly concurrency?: number | undefined;
  readonly streams: Readonly<Record<string, StreamOptions>>;
}
