import type { Lease, MaybePromise, StateStore } from "@brain/core";
import { failed } from "../battery/check.ts";

/** A place for state, empty at first. */
export interface StateTarget {
  /** Opens the store over the place: again after `close`, then it finds what was saved. */
  readonly open: () => MaybePromise<StateStore>;
  readonly close?: (() => MaybePromise<void>) | undefined;
}

/** Runs a check on a store whose pipeline `p` it holds. */
export async function withLease(
  target: StateTarget,
  work: (store: StateStore, lease: Lease) => Promise<void>,
): Promise<void> {
  const store = await target.open();
  const lease = await leaseOf(store, "p");
  try {
    await work(store, lease);
  } finally {
    await lease.release();
    await target.close?.();
  }
}

/** @throws when somebody else seems to hold it. */
export async function leaseOf(store: StateStore, name: string): Promise<Lease> {
  const lease = await store.lease(name, { ttlMs: 30_000, owner: "r1" });
  if (lease !== undefined) return lease;
  throw failed(`The lease of ${name}, which nobody holds, is not given.`);
}
