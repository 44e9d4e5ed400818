import type { Json } from "./json.ts";
import type { Issue } from "./validation.ts";

/** `error` fails the flow or the record; `warn` is only counted and reported. */
export type Severity = "warn" | "error";

/**
 * A rule about a whole stream: so many records, no two with the same id, none older than a day. Judged when the generation's last partition
 * was read, before its end: a broken rule of severity `error` fails the flow; rows stay, `replace` does not swap.
 */
export interface DatasetRule<T> {
  /** Names the rule in reports and in checkpoints: unique within a flow. */
  readonly name: string;
  readonly severity: Severity;
  /** Begins to measure one unit of records, which may be thrown away before it counts. */
  start(): DatasetMeter<T>;
}

/** What one rule has seen so far. Its memory is bounded, however many records it is given. */
export interface DatasetMeter<T> {
  add(record: T): void;
  /** Adds what another meter of the same rule saw, by its snapshot: plain JSON without personal data, kept in checkpoints. */
  merge(other: Json): void;
  snapshot(): Json;
  /** `before`: the snapshot with which the last generation that was judged ended. `now` in epoch milliseconds. */
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
