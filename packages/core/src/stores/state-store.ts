import type { Checkpoint } from "../checkpoint.ts";
import type { KeyValueStore } from "./key-value-store.ts";

/** Which checkpoints are meant; what is left out matches all. */
export interface CheckpointScope {
  readonly pipeline: string;
  readonly flow?: string | undefined;
  readonly scope?: string | undefined;
  readonly partition?: string | undefined;
}

/**
 * The right to run a pipeline. Renews itself. `previous` is the owner whose lease ended without release: its run was
 * killed. Disposing stops the renewal; `release` also frees it at once, for all who joined.
 */
export interface Lease extends AsyncDisposable {
  readonly fence: number;
  /** Aborted when another owner has taken over. */
  readonly lost: AbortSignal;
  readonly previous?: string | undefined;
  release(): Promise<void>;
}

/** Who takes a lease, and for how long it holds without renewal. */
export interface LeaseOptions {
  readonly ttlMs: number;
  readonly owner: string;
  /** Keeps a lease alive from another process, as long as that number is the newest and was not released. */
  readonly join?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What outlives a run: checkpoints, leases, and small values beside them. */
export interface StateStore {
  /** Durable values beside the checkpoints: a destination's external ids, the run history. */
  readonly values: KeyValueStore;
  /** One by one: a flow may have a million. */
  list(scope: CheckpointScope, signal?: AbortSignal): AsyncIterable<Checkpoint>;
  load(
    scope: { readonly pipeline: string; readonly flow: string; readonly scope: string },
    partitions: readonly string[],
    signal?: AbortSignal,
  ): Promise<readonly (Checkpoint | undefined)[]>;
  /**
   * All or none.
   *
   * @throws StoreError `lease_lost` unless each `seq` is the stored one + 1 (the first is 1) and `fence` is the current
   * one of the lease named as the pipeline: seq stops a paused second attempt under the same fence.
   */
  save(checkpoints: readonly Checkpoint[], signal?: AbortSignal): Promise<void>;
  /** Reset, and pruning: what is not of the `keep` generation and older than `before` (ISO-8601). Gives the number removed. */
  remove(
    scope: CheckpointScope & {
      readonly keep?: string | undefined;
      readonly before?: string | undefined;
    },
    fence: number,
    signal?: AbortSignal,
  ): Promise<number>;
  /** Undefined when someone else holds it. A store of one process takes over a dead owner's lease at once. */
  lease(name: string, options: LeaseOptions): Promise<Lease | undefined>;
}
