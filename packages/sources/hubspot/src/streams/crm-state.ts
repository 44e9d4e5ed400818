import type { Window } from "@brain/core";
import { z } from "zod";
import { LOOKBACK_MS, TOKEN_TTL_MS } from "../limits.ts";

/** A page token, and when it was given (epoch ms): too old a one is not trusted. */
const token = { after: z.string().optional(), at: z.number().optional() };

/**
 * Where the reading of one object stands. First `list` (everything, at the first run) or `search` (what changed since
 * `since`, on from the id `last`), then `archive` (what was archived since), at the end `done`.
 */
export const crmStateSchema = z.discriminatedUnion("phase", [
  z.object({ phase: z.literal("list"), ...token }),
  z.object({
    phase: z.literal("search"),
    since: z.iso.datetime(),
    last: z.string().optional(),
  }),
  z.object({ phase: z.literal("archive"), since: z.iso.datetime().nullable(), ...token }),
  z.object({ phase: z.literal("done"), to: z.iso.datetime() }),
]);

export type CrmState = z.infer<typeof crmStateSchema>;

/** Where to begin: on from where this generation stopped, from the last one's end less the lookback, from the window's, or from the start. */
export function beginAt(
  state: CrmState | undefined,
  resuming: boolean,
  window: Window,
): Exclude<CrmState, { phase: "done" }> {
  if (state?.phase === "done") {
    return { phase: "search", since: toIso(Date.parse(state.to) - LOOKBACK_MS) };
  }
  if (state !== undefined && resuming) return state;
  if (window.from !== undefined) return { phase: "search", since: toIso(Date.parse(window.from)) };
  return { phase: "list" };
}

/** The token to go on with, unless it is too old or there is none. */
export function freshToken(
  state: { readonly after?: string | undefined; readonly at?: number | undefined },
  now: number,
): string | undefined {
  return state.at !== undefined && now - state.at < TOKEN_TTL_MS ? state.after : undefined;
}

export function toIso(ms: number): string {
  return new Date(Math.max(0, ms)).toISOString();
}
