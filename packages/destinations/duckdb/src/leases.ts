import type { Clock, Lease, LeaseOptions } from "@brain/core";
import type { DuckDBConnection } from "@duckdb/node-api";
import { storeError } from "./errors.ts";
import { rowsOf, transaction } from "./transaction.ts";

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

export interface Leases {
  lease(name: string, options: LeaseOptions): Promise<Lease | undefined>;
  /** The names that are taken now. */
  taken(): readonly string[];
}

/**
 * Fences are kept in the file, holders in this process: the file's lock proves that no other process lives that could
 * hold one, so a killed run's lease is free at once (SC-1).
 */
export function createLeases(
  path: string,
  books: DuckDBConnection,
  inTurn: <T>(work: () => Promise<T>) => Promise<T>,
  clock: Clock,
): Leases {
  const leases = new Map<string, Held>();

  const isAlive = (held: Held): boolean =>
    !held.released && (held.keepers.size > 0 || held.expiresAt > clock.monotonic());

  const keep = (name: string, held: Held, previous?: string): Lease => {
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
        try {
          await inTurn(() =>
            books.run("update _brain_leases set released = true where name = $1 and fence = $2", [
              name,
              BigInt(held.fence),
            ]),
          );
        } catch (cause) {
          // Closed before, for one: the lease is free all the same, but the next holder takes this one for killed.
          throw storeError(path, "releasing the lease", cause);
        }
      },
      async [Symbol.asyncDispose]() {
        leave();
      },
    };
  };

  const take = async (name: string, { ttlMs, owner }: LeaseOptions): Promise<Lease | undefined> => {
    const held = leases.get(name);
    if (held !== undefined && isAlive(held)) return undefined;
    const [row] = await rowsOf(
      books,
      "select fence, owner, released from _brain_leases where name = $1",
      [name],
    );
    const fence = Number(row?.[0] ?? 0) + 1;
    await transaction(books, async () => {
      await books.run("delete from _brain_leases where name = $1", [name]);
      await books.run("insert into _brain_leases values ($1, $2, $3, false)", [
        name,
        BigInt(fence),
        owner,
      ]);
    });
    held?.lost.abort();
    const taken: Held = {
      fence,
      owner,
      ttlMs,
      keepers: new Set(),
      lost: new AbortController(),
      released: false,
      expiresAt: clock.monotonic() + ttlMs,
    };
    leases.set(name, taken);
    const killed = row !== undefined && row[2] !== true;
    return keep(name, taken, killed ? String(row[1]) : undefined);
  };

  return {
    taken: () => [...leases].flatMap(([name, held]) => (isAlive(held) ? [name] : [])),

    async lease(name, options) {
      options.signal?.throwIfAborted();
      return inTurn(async () => {
        if (options.join === undefined) return take(name, options);
        const held = leases.get(name);
        return held === undefined || held.released || held.fence !== options.join
          ? undefined
          : keep(name, held);
      });
    },
  };
}
