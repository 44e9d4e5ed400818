import type { Checkpoint } from "./checkpoint.ts";
import type { CheckResult } from "./connector.ts";
import type { Closeable, MaybePromise } from "./json.ts";
import type { Runtime } from "./runtime.ts";
import type { JsonSchema } from "./schema.ts";
import type { KeyValueStore } from "./stores/key-value-store.ts";
import type { QuarantineEntry, QuarantineStore } from "./stores/quarantine-store.ts";
import type { StateStore } from "./stores/state-store.ts";
import type { WriteMode } from "./stream.ts";
import type { Issue } from "./validation.ts";

/** What a destination can do; `plan()` refuses what it cannot. */
export interface DestinationCapabilities {
  readonly modes: readonly WriteMode[];
  /** Rows and checkpoints become durable together. */
  readonly transactional: boolean;
  /** By which fields rows can be removed. */
  readonly deletes: "none" | "key" | "any";
  readonly evolve: readonly ("add-column" | "widen")[];
  /** How many writers may write at once; the engine lets more take turns. */
  readonly concurrency: number;
  /** The engine cuts batches to fit: ClickUp 20 records, a webhook 1 MB. */
  readonly maxBatch?: { readonly records?: number; readonly bytes?: number } | undefined;
  /** false: one process owns the target (DuckDB), so its partitions cannot be spread over machines. */
  readonly manyProcesses: boolean;
}

/**
 * Where records go.
 *
 * `append` adds rows. `upsert` writes by primary key. `replace`: the whole table anew at `finish`, by key where it has
 * one; one flow per table. `mirror`: upsert, and when a partition was read to its end, the flow's rows of it that this
 * generation ({@link Batch.generation}) did not bring are removed; nothing is removed from a partition not finished.
 * `replace` does the same in its staging, since a partition may begin anew there too.
 */
export interface Destination extends Closeable {
  readonly name: string;
  readonly capabilities: DestinationCapabilities;
  /** A transactional destination keeps checkpoints beside the rows: it is its own state store. */
  readonly state?: StateStore | undefined;
  readonly quarantine?: QuarantineStore | undefined;
  check(options?: { signal?: AbortSignal | undefined }): Promise<CheckResult>;
  /**
   * Makes the table or brings an older one to this spec. Idempotent. Called when the first batch is ready: after a `map`
   * without schema that batch gives the columns; or before `finish` if none came.
   *
   * @throws DestinationError `staging_lost` when `spec.resuming` and there is no staging of `spec.generation`.
   */
  open(table: TableSpec, context: DestinationContext): Promise<TableWriter>;
  /**
   * Rewrites texts of one flow where they stand, part after part: what key rotation needs. Each part is durable when it is
   * told. A text that changed meanwhile stays as it is.
   */
  rewrite?(rewrite: Rewrite, signal?: AbortSignal): AsyncIterable<RewrittenPart>;
  /**
   * Looks for texts in all that it keeps, of any pipeline: tables, staging, quarantine with its settled entries. Whether a
   * key is of no use any more depends on it.
   */
  holds?(search: HeldSearch, signal?: AbortSignal): Promise<readonly Held[]>;
}

/** Texts that something may still have. */
export interface HeldSearch {
  readonly texts: readonly string[];
  /** Who asks. A run of another one may yet write any of the texts: while it is under way, it holds them all. */
  readonly pipeline: string;
}

/** A place that has one of the texts. */
export interface Held {
  readonly text: string;
  /** For people: `people.email`. */
  readonly where: string;
}

/** Which texts of a table are rewritten, and into what. */
export interface Rewrite {
  readonly pipeline: string;
  readonly flow: string;
  /** Only texts that have it somewhere are shown. */
  readonly containing: string;
  /** Some texts of one column; undefined leaves one as it is. */
  replace(texts: readonly string[], column: string): MaybePromise<readonly (string | undefined)[]>;
}

/** What became of a part of a table. */
export interface RewrittenPart {
  readonly table: string;
  /** Texts looked at. */
  readonly seen: number;
  readonly rewritten: number;
}

/** `memory` is the destination's own durable, namespaced store: external ids, content hashes, marks of intent. */
export interface DestinationContext extends Runtime {
  readonly memory: KeyValueStore;
}

/**
 * Columns follow the JSON Schema: integer → 64-bit, number → double, boolean, object/array → JSON, string → text, and by
 * `format`: date, date-time → date, timestamp; int64 → 64-bit (digits beyond 2^53 stay strings until here), decimal →
 * decimal. A union with null is nullable; any other union is text.
 */
export interface TableSpec {
  readonly name: string;
  readonly pipeline: string;
  readonly flow: string;
  readonly jsonSchema: JsonSchema;
  readonly primaryKey: readonly string[];
  readonly mode: WriteMode;
  readonly run: string;
  /**
   * The field whose greater value wins an upsert (the stream's cursor, when it still exists after `map`). A row that comes
   * again in an older version keeps its values but takes the new batch's generation: else `mirror` would sweep a record
   * that this generation did bring.
   */
  readonly version?: string | undefined;
  /**
   * One complete pass over the flow: the same after a kill or a quota pause. `replace` stages and `mirror` marks under
   * it.
   */
  readonly generation: string;
  /** This generation has rows already, by its checkpoints. */
  readonly resuming: boolean;
  /** Fields that the schema does not know: into the JSON column `_extra`, a column each, or nowhere. */
  readonly unknownFields: "keep" | "evolve" | "ignore";
  /** `mark` sets `_deleted_at` instead of removing. */
  readonly deletes: "remove" | "mark";
}

/** A record that the destination did not take. */
export interface Rejection {
  /** In the batch's records. */
  readonly index: number;
  readonly issue: Issue;
  readonly retryable: boolean;
  readonly resumeAt?: string | undefined;
}

/**
 * The records handed to a destination in one write, all of one partition; its deletes come before its records.
 *
 * The destination keeps id, run, pipeline, flow, stream, partition and generation of every row: in columns, or once per
 * batch with a number in the row.
 */
export interface Batch {
  readonly id: string;
  readonly stream: string;
  readonly partition: string;
  /**
   * `generation:version` where the partition has a version: begun anew after midnight, `mirror` and the staging of
   * `replace` sweep what it brought before.
   */
  readonly generation: string;
  readonly records: readonly object[];
  readonly deletes: readonly object[];
}

/**
 * The engine's calls never overlap: write… then commit or rollback, for whole checkpointed units of one or more
 * partitions (group commit), so no row is ever durable without its checkpoint.
 */
export interface TableWriter extends AsyncDisposable {
  /**
   * Stages a batch; rejections are per record. Batches take effect in the order written, also within one commit. What the
   * signal cut off comes back rejected and retryable.
   *
   * @throws DestinationError `unknown_outcome` rather than guess.
   */
  write(
    batch: Batch,
    options: { readonly signal: AbortSignal },
  ): Promise<{ readonly rejected: readonly Rejection[] }>;
  /**
   * Makes everything staged durable; where transactional, together with the checkpoints, whose fence and seq are checked
   * in the same transaction, and with `quarantined`, which goes into the destination's own quarantine.
   */
  commit(
    checkpoints: readonly Checkpoint[],
    quarantined?: readonly QuarantineEntry[],
  ): Promise<void>;
  /** Forgets what was staged since the last commit: one partition failed, the others go on. */
  rollback(): Promise<void>;
  /** Between commits, when the schema widens. Idempotent. */
  evolve?(jsonSchema: JsonSchema): Promise<void>;
  /**
   * Ends the generation once every partition was read to its end: `replace` swaps the staged table in. Where
   * transactional, in one transaction with the mark. Idempotent (a stored mark that ends this generation: nothing to do),
   * and may be called by a process that wrote nothing.
   */
  finish(mark: Checkpoint): Promise<void>;
}
