import type { BudgetLimit, Runtime } from "@brain/core";
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
  const limits = Object.values(options.budgets ?? {});
  const perMs = Math.max(0, ...limits.map(rateOf));
  const atOnce = Math.max(
    0,
    ...limits.flat().map((limit) => ("atOnce" in limit ? limit.atOnce : 0)),
  );
  const limit = pLimit(fixed ?? clamp(atOnce));
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
      if (fixed !== undefined || perMs === 0) return;
      const wanted = clamp(Math.max(atOnce, Math.ceil(perMs * latencyMs * HEADROOM)));
      if (wanted !== limit.concurrency) limit.concurrency = wanted;
    },
  };
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

/** Requests per millisecond that the tightest of these limits allows in the long run; 0: none is known. */
function rateOf(limits: readonly BudgetLimit[]): number {
  const rates = limits.flatMap((limit) => ("perMs" in limit ? [limit.requests / limit.perMs] : []));
  return rates.length === 0 ? 0 : Math.min(...rates);
}

function clamp(wanted: number): number {
  return Math.min(MAX_CONCURRENCY, Math.max(MIN_CONCURRENCY, wanted));
}
