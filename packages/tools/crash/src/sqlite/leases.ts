import type { DatabaseSync } from "node:sqlite";
import type { Lease, LeaseOptions } from "@brain/core";
import { transaction } from "./database.ts";

/** Leases by time alone: that is all that processes on different machines know of each other. */
export function createLeases(
  database: DatabaseSync,
): (name: string, options: LeaseOptions) => Promise<Lease | undefined> {
  const read = database.prepare("select * from leases where name = ?");
  const write = database.prepare("insert or replace into leases values (?, ?, ?, ?, 0)");
  const renew = database.prepare(
    "update leases set expires_at = ? where name = ? and fence = ? and released = 0",
  );
  const free = database.prepare("update leases set released = 1 where name = ? and fence = ?");

  const keep = (name: string, fence: number, ttlMs: number, previous?: string): Lease => {
    const lost = new AbortController();
    const timer = setInterval(() => {
      const { changes } = renew.run(Date.now() + ttlMs, name, fence);
      if (changes === 0) lost.abort();
    }, ttlMs / 3).unref();
    return {
      fence,
      lost: lost.signal,
      ...(previous === undefined ? {} : { previous }),
      async release() {
        clearInterval(timer);
        free.run(name, fence);
      },
      async [Symbol.asyncDispose]() {
        clearInterval(timer);
      },
    };
  };

  return async (name, { ttlMs, owner, join, signal }) => {
    signal?.throwIfAborted();
    const found = read.get(name);
    const released = Number(found?.["released"] ?? 1) === 1;
    if (join !== undefined) {
      return released || Number(found?.["fence"]) !== join ? undefined : keep(name, join, ttlMs);
    }
    const taken = transaction(database, () => {
      const held = read.get(name);
      const isFree = held === undefined || Number(held["released"]) === 1;
      if (!isFree && Number(held["expires_at"]) > Date.now()) return undefined;
      const fence = Number(held?.["fence"] ?? 0) + 1;
      write.run(name, fence, owner, Date.now() + ttlMs);
      return { fence, previous: isFree ? undefined : String(held["owner"]) };
    });
    return taken && keep(name, taken.fence, ttlMs, taken.previous);
  };
}
