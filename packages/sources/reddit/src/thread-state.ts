import type { Window } from "@brain/core";
import { z } from "zod";
import { DAY_MS, MAX_REMEMBERED } from "./limits.ts";

/** By post: how many comments it had when its thread was read, and when it was made (epoch seconds). */
const read = z.record(z.string(), z.tuple([z.number(), z.number()]));

/** Which threads were read; `to` once a generation is over, until then since when it reads (null: from the first). */
export const threadStateSchema = z.union([
  z.object({ to: z.iso.datetime(), read }),
  z.object({ since: z.iso.datetime().nullable(), read }),
]);

export type ThreadState = z.infer<typeof threadStateSchema>;

/** From when on posts are looked at: as this generation began, from the last one's end less the lookback, or the window's. */
export function sinceOf(
  state: ThreadState | undefined,
  resuming: boolean,
  window: Window,
  lookbackDays: number,
): string | null {
  if (state !== undefined && "since" in state && resuming) return state.since;
  if (state !== undefined && "to" in state) {
    return new Date(Date.parse(state.to) - lookbackDays * DAY_MS).toISOString();
  }
  return window.from === undefined ? null : new Date(window.from).toISOString();
}

/** Those that the next run looks at again; of very many the newest. */
export function withoutOld(
  threads: ThreadState["read"],
  to: number,
  lookbackDays: number,
): ThreadState["read"] {
  const from = (to - lookbackDays * DAY_MS) / 1_000;
  const kept = Object.entries(threads).filter(([, [, made]]) => made >= from);
  kept.sort(([, [, one]], [, [, other]]) => other - one);
  return Object.fromEntries(kept.slice(0, MAX_REMEMBERED));
}
