import type { Clock } from "../runtime.ts";
import type { Lease, LeaseOptions } from "./state-store.ts";

interface Held {
  readonly fence: number;
  readonly owner: string;
  readonly ttlMs: number;
  /** Those who took or joined it and were not disposed: while there is one, the lease renews itself. */
  readonly keepers: Set<object>;
  readonly lost: AbortController;
  released: boolean;
  expiresAt: number;
}

export interface MemoryLeases {
  readonly lease: (name: string, options: LeaseOptions) => Promise<Lease | undefined>;
  /** The newest number given out for a name; 0 before the first. */
  readonly fenceOf: (name: string) => number;
}

/**
 * Leases within one process. No timer renews them: a keeper that was not disposed is alive, and the time to live runs
 * from when the last one was.
 */
export function memoryLeases(clock: Clock): MemoryLeases {
  const leases = new Map<string, Held>();

  const keep = (held: Held, previous?: string): Lease => {
    const keeper = {};
    held.keepers.add(keeper);
    const leave = (): void => {
      if (held.keepers.delete(keeper)) held.expiresAt = clock.monotonic() + held.ttlMs;
    };
    return {
      fence: held.fence,
      lost: held.lost.signal,
      ...(previous === undefined ? {} : { previous }),
      async release() {
        leave();
        held.released = true;
      },
      async [Symbol.asyncDispose]() {
        leave();
      },
    };
  };
  const isAlive = (held: Held): boolean =>
    !held.released && (held.keepers.size > 0 || held.expiresAt > clock.monotonic());

  return {
    fenceOf: (name) => leases.get(name)?.fence ?? 0,
    async lease(name, { ttlMs, owner, join, signal }) {
      signal?.throwIfAborted();
      const held = leases.get(name);
      if (join !== undefined) {
        return held === undefined || held.released || held.fence !== join ? undefined : keep(held);
      }
      if (held !== undefined && isAlive(held)) return undefined;
      held?.lost.abort();
      const taken: Held = {
        fence: (held?.fence ?? 0) + 1,
        owner,
        ttlMs,
        keepers: new Set(),
        lost: new AbortController(),
        released: false,
        expiresAt: clock.monotonic() + ttlMs,
      };
      leases.set(name, taken);
      return keep(taken, held?.released === false ? held.owner : undefined);
    },
  };
}
