import type { Window } from "@brain/core";
import { z } from "zod";
import { DAY_MS, MAX_REMEMBERED, TOKEN_TTL_MS } from "./limits.ts";

/** Fullname → when it was made, epoch seconds. */
const remembered = z.record(z.string(), z.number());

const reading = {
  /** From when on things are read; null: from the first there is. */
  since: z.iso.datetime().nullable(),
  /** What the last run saw that this one should see again, or else ask after. */
  known: remembered,
  /** What this one saw of the time that the next one reads again. */
  seen: remembered,
};

/**
 * Where the reading of newest things stands: in `listing` number n (0: the newest first; behind it those that go deeper),
 * on from an anchor; then asking after what was missed; at the end done.
 */
export const newestStateSchema = z.discriminatedUnion("phase", [
  z.object({
    phase: z.literal("list"),
    listing: z.int(),
    after: z.string().optional(),
    /** When the anchor was given, epoch milliseconds. */
    at: z.number().optional(),
    /** Things in the listing so far. */
    count: z.int(),
    /** The oldest thing that was listed newest first, epoch seconds. */
    oldest: z.number().nullable(),
    capped: z.boolean(),
    ...reading,
  }),
  z.object({ phase: z.literal("check"), ...reading }),
  z.object({ phase: z.literal("done"), to: z.iso.datetime(), seen: remembered }),
]);

export type NewestState = z.infer<typeof newestStateSchema>;
export type Unfinished = Exclude<NewestState, { phase: "done" }>;
export type Reading = Extract<NewestState, { phase: "list" }>;

/** Where to begin: on from where this generation stopped, from the last one's end less the lookback, or from the window's. */
export function beginAt(
  state: NewestState | undefined,
  resuming: boolean,
  window: Window,
  lookbackDays: number,
): Unfinished {
  if (state !== undefined && state.phase !== "done" && resuming) return state;
  const done = state?.phase === "done" ? state : undefined;
  const from =
    done === undefined ? window.from : new Date(Date.parse(done.to) - lookbackDays * DAY_MS);
  return {
    phase: "list",
    since: from === undefined ? null : new Date(from).toISOString(),
    known: done?.seen ?? {},
    seen: {},
    ...firstPage,
  };
}

const firstPage = { listing: 0, count: 0, oldest: null, capped: false } as const;

/** The anchor to go on from, unless it is too old: then the listing is read anew. */
export function fresh(state: Reading, now: number): Reading {
  if (state.after === undefined) return state;
  if (state.at !== undefined && now - state.at < TOKEN_TTL_MS) return state;
  const { after: _, at: __, ...rest } = state;
  return { ...rest, count: 0 };
}

/** What the next run, which begins the lookback before `to`, reads again; of very many the newest. */
export function remember(
  seen: Readonly<Record<string, number>>,
  to: string,
  lookbackDays: number,
): Record<string, number> {
  const from = (Date.parse(to) - lookbackDays * DAY_MS) / 1_000;
  const kept = Object.entries(seen).filter(([, at]) => at >= from);
  if (kept.length > MAX_REMEMBERED) kept.sort(([, one], [, other]) => other - one);
  return Object.fromEntries(kept.slice(0, MAX_REMEMBERED));
}
