import type { Runtime } from "@brain/core";
import { LRUCache } from "lru-cache";
import pLimit, { type LimitFunction } from "p-limit";
import type { HttpClientOptions } from "./contracts.ts";
import { MAX_CONCURRENCY, MAX_LANES, MIN_CONCURRENCY, WAIT_EVENT_MS } from "./limits.ts";
import { cancelled } from "./net/cancelled.ts";

/** More requests than the rate and the latency ask for, so that a slow one does not leave a place empty. */
const HEADROOM = 1.5;
/** How much one measurement counts against all before it. */
const WEIGHT = 0.2;

/** The requests of one credential to one host, from all scopes of a source: so many under way at once (HT-8). */
export interface Lane {
  /** Waits for a place; call what it gives to leave it. */
  enter(runtime: Runtime, signal: AbortSignal): Promise<() => void>;
  /** Those who wait for one budget ask for it one after the other. */
  gate(budget: string): LimitFunction;
  measured(durationMs: number): void;
}

export function laneOf(
  host: string,
  credential: string,
  options: HttpClientOptions,
  runtime: Runtime,
): Lane {
  const lanes = runtime.once("http:lanes", () => new LRUCache<string, Lane>({ max: MAX_LANES }));
  const key = `${host}/${credential}`;
  const known = lanes.get(key);
  if (known !== undefined) return known;
  const made = createLane(options);
  lanes.set(key, made);
  return made;
}

function createLane(options: Pick<HttpClientOptions, "budgets" | "http">): Lane {
  const fixed = options.http?.concurrency;
  const limit = pLimit(fixed ?? placesFor(options, 0));
  const gates = new Map<string, LimitFunction>();
  let latencyMs: number | undefined;

  return {
    enter: (runtime, signal) => enter(limit, latencyMs ?? 0, runtime, signal),
    gate(budget) {
      const gate = gates.get(budget) ?? pLimit(1);
      gates.set(budget, gate);
      return gate;
    },
    measured(durationMs) {
      latencyMs =
        latencyMs === undefined ? durationMs : latencyMs + WEIGHT * (durationMs - latencyMs);
      if (fixed !== undefined) return;
      // Asked anew each time: a connector may learn its limits from the answers.
      const places = placesFor(options, latencyMs);
      if (places !== limit.concurrency) limit.concurrency = places;
    },
  };
}

/** As many requests under way at once as the budgets and the latency ask for. */
function placesFor(
  { budgets = {} }: Pick<HttpClientOptions, "budgets">,
  latencyMs: number,
): number {
  let places = MIN_CONCURRENCY;
  for (const limits of Object.values(budgets)) {
    let perMs = Infinity;
    for (const limit of limits) {
      if ("perMs" in limit) perMs = Math.min(perMs, limit.requests / limit.perMs);
      else places = Math.max(places, limit.atOnce);
    }
    if (perMs < Infinity) places = Math.max(places, Math.ceil(perMs * latencyMs * HEADROOM));
  }
  return Math.min(MAX_CONCURRENCY, places);
}

function enter(
  limit: LimitFunction,
  latencyMs: number,
  runtime: Runtime,
  signal: AbortSignal,
): Promise<() => void> {
  const expectedMs = (limit.pendingCount / limit.concurrency) * latencyMs;
  if (expectedMs >= WAIT_EVENT_MS) {
    runtime.emit({ type: "wait", reason: "concurrency", until: runtime.clock.now() + expectedMs });
  }
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(cancelled(signal));
    if (signal.aborted) {
      stop();
      return;
    }
    signal.addEventListener("abort", stop, { once: true });
    const held = limit(
      () =>
        new Promise<void>((leave) => {
          signal.removeEventListener("abort", stop);
          // Aborted while it waited: nobody would ever leave.
          if (signal.aborted) leave();
          else resolve(leave);
        }),
    );
    held.catch(reject);
  });
}
