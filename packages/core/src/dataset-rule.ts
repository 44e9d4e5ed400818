import type { Json } from "./json.ts";
import type { Issue } from "./validation.ts";

/** `error` fails the flow or the record; `warn` is only counted and reported. */
export type Severity = "warn" | "error";

/**
 * A rule about a whole stream: so many records, no two with the same id, none older than a day. Judged when the generation's last partition
 * was read, before its end: a broken rule of severity `error` fails the flow; rows stay, `replace` does not swap. Partitions that
 * were not read, since their version says that nothing changed, are not measured.
 */
export interface DatasetRule<T> {
  /** Names the rule in reports and in checkpoints: unique within a flow. */
  readonly name: string;
  readonly severity: Severity;
  /** Fields of whose single values a snapshot keeps something, be it a hash: none of them may be personal data there (CP-4). */
  readonly keeps?: readonly string[];
  /**
   * Begins to measure one unit of records, which may be thrown away before it counts. `whole`, a meter of this rule that measures
   * all partitions, gets what this one finds in the end: what it would not keep need not be kept here either.
   */
  start(whole?: DatasetMeter<T>): DatasetMeter<T>;
}

/** What one rule has seen so far. Its memory is bounded, however many records it is given. */
export interface DatasetMeter<T> {
  add(record: T): void;
  /** Adds what another meter of the same rule saw, by its snapshot: plain JSON without personal data, kept in checkpoints. */
  merge(other: Json): void;
  /** Also asked for after `judge`: what it gives then is the next generation's `before`. */
  snapshot(): Json;
  /**
   * `before`: the snapshot with which the last generation ended that broke no rule of severity `error`; what was not accepted
   * is nothing to compare with. `now` in epoch milliseconds.
   */
  judge(at: { readonly before: Json | undefined; readonly now: number }): Judgement;
}

/** Whether a rule holds for all that was read. */
export interface Judgement {
  readonly ok: boolean;
  /** What was measured, for people: `1,203 records; 2 share an id`. Without values of records. */
  readonly found: string;
  /** Why not, when not. */
  readonly issues: readonly Issue[];
}
