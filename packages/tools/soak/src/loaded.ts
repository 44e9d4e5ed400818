export type Target = "duckdb" | "jsonl";

/** What one process tells of the records that it loaded. */
export interface Loaded {
  readonly target: Target;
  readonly records: number;
  /** Every record arrived once, and no personal value in clear. */
  readonly ok: boolean;
  readonly rows: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** The most memory that the process had resident. */
  readonly peakBytes: number;
}
