/** What one part of the proof showed. */
export interface PartReport {
  readonly part: string;
  readonly ok: boolean;
  /** Said in the table and in the summary, in this order: `{ "clauses proven": "58 of 58" }`. */
  readonly figures: Readonly<Record<string, string>>;
  /** What missed, one line each. */
  readonly problems: readonly string[];
  readonly seconds: number;
}
