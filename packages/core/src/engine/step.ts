import type { Some } from "../json.ts";
import type { Issue, OnInvalid } from "../validation.ts";
import type { Meters } from "./measures.ts";

/** A source record that did not pass a step. */
export interface Invalid {
  /** Of the page's records. */
  readonly at: number;
  readonly step: string;
  readonly issues: readonly Issue[];
  readonly policy: OnInvalid;
  /** As it was at that step. */
  readonly row: object;
}

/** A row that passed a check which has something to say about it. */
export interface Warned {
  /** Of the page's records. */
  readonly at: number;
  readonly step: string;
  readonly issues: readonly Issue[];
  readonly row: object;
}

/** The rows on their way, and for each the number of the source record that it was made of. */
export interface Work {
  rows: Some[];
  of: number[];
  /** By source record: the first reason why it is invalid. */
  readonly invalid: Map<number, Invalid>;
  readonly warned: Warned[];
  /** Where dataset rules measure; a replay has none. */
  readonly meters: Meters;
}

export interface Step {
  readonly name: string;
  /** Plain loops over the page; a promise only where a schema or protector gives one. */
  run(work: Work): void | Promise<void>;
}

/** Forgets the rows behind `length`. */
export function cut(work: Work, length: number): void {
  work.rows.length = length;
  work.of.length = length;
}
