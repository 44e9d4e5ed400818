import type { Partition, ReadContext } from "@brain/core";
import type { HttpClient } from "@brain/http";
import { z } from "zod";
import { enrollmentPages } from "./enrollment-pages.ts";
import { given } from "./given.ts";
import { CHUNK_RECORDS, OVERLAP_MS } from "./limits.ts";
import { isDue } from "./refresh.ts";
import { instantOf } from "./to-record.ts";

export const walkState = z.object({
  /** When the last reading of all enrollments began. */
  fullAt: z.iso.datetime().optional(),
  /** The greatest `enrolled_at` so far. */
  last: z.iso.datetime().optional(),
  /** The reading that was cut: one of all enrollments, or of the new ones. */
  under: z
    .object({ fullAt: z.iso.datetime().optional(), before: z.iso.datetime().optional() })
    .optional(),
});

/** How far the enrollments of a course have been read. */
export type WalkState = z.infer<typeof walkState>;

/** Some enrollments, and what is saved once they are durable. */
export interface Step {
  readonly enrollments: readonly object[];
  readonly checkpoint: WalkState;
  /** Epoch milliseconds at which the reading of all before this one began; undefined: there was none. */
  readonly before: number | undefined;
}

/**
 * The enrollments of a course: those of the window that are new since the last run, and every few days all of them, since
 * Teachable tells of no change.
 */
export async function* walkEnrollments(
  context: Pick<
    ReadContext<HttpClient, WalkState, Partition>,
    "client" | "clock" | "partition" | "window" | "state" | "resuming"
  >,
  refreshDays: number,
): AsyncGenerator<Step> {
  const { client, clock, partition, window, state = {}, resuming } = context;
  const cut = resuming ? state.under : undefined;
  const now = clock.now();
  const isFull = isDue(state.last === undefined ? undefined : state.fullAt, refreshDays, now);
  const plan = cut ?? {
    ...given("fullAt", isFull ? isoOf(now) : undefined),
    ...given("before", state.fullAt),
  };
  const to = Date.parse(window.to);
  const known = instant(state.last);
  const since =
    cut !== undefined ? known : isFull || known === undefined ? undefined : known - OVERLAP_MS;
  const from = laterOf(since, instant(window.from));
  const fullAt = plan.fullAt ?? state.fullAt;
  let last = cut === undefined && plan.fullAt !== undefined ? undefined : known;
  const before = instant(plan.before);

  for await (const page of enrollmentPages(client, partition.key, { from, to })) {
    for (let at = 0; at < page.enrollments.length; at += CHUNK_RECORDS) {
      const enrollments = page.enrollments.slice(at, at + CHUNK_RECORDS);
      for (const one of enrollments) last = laterOf(last, instantOf(one, "enrolled_at"));
      const checkpoint = {
        ...given("fullAt", state.fullAt),
        ...given("last", last === undefined ? undefined : isoOf(last)),
        under: plan,
      };
      yield { enrollments, checkpoint, before };
    }
  }
  const end = laterOf(last, known);
  yield {
    enrollments: [],
    checkpoint: {
      ...given("fullAt", fullAt),
      ...given("last", end === undefined ? undefined : isoOf(end)),
    },
    before,
  };
}

function isoOf(at: number): string {
  return new Date(at).toISOString();
}

function instant(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Date.parse(text);
}

function laterOf(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Math.max(one, other);
}
