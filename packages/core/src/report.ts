import type { Counts } from "./counts.ts";
import type { ErrorReport } from "./errors/error-report.ts";
import type { Severity } from "./dataset-rule.ts";
import type { Json } from "./json.ts";
import type { WriteMode } from "./stream.ts";
import type { OnInvalid } from "./validation.ts";

/** `effectively-once`: rows and checkpoint in one commit, or written by a stable key. */
export type Guarantee = "effectively-once" | "at-least-once";

/** What a run would do. Plain JSON. Partitions are not listed: there may be a million. */
export interface Plan {
  readonly pipeline: string;
  readonly flows: readonly FlowPlan[];
  /** Why the pipeline would not start; empty when it would. */
  readonly problems: readonly ErrorReport[];
}

/** What a run would do with one flow. */
export interface FlowPlan {
  readonly flow: string;
  readonly source: string;
  readonly stream: string;
  readonly table: string;
  readonly mode: WriteMode;
  readonly key: readonly string[];
  readonly guarantee: Guarantee;
  /** Why that is the guarantee. */
  readonly why: string;
  readonly checkpoint: "none" | "unfinished" | "finished";
}

/** How far a stream came: to its end, to a quota, to a failure, or to a signal. */
export type StreamStatus = "complete" | "incomplete" | "failed" | "cancelled";
/** How a run ended: `partial` when some streams came to their end or to a quota, and not all to their end. */
export type RunStatus = "succeeded" | "partial" | "failed" | "cancelled";

/** A field that came otherwise than the stream's schema says. Types are named as in JSON Schema. */
export interface SchemaDrift {
  /** Nested ones with dots, `*` for the items of a list. */
  readonly field: string;
  /** `removed`: a required field is missing. `retyped`: a value is of none of the declared types. */
  readonly change: "added" | "removed" | "retyped";
  readonly from?: string;
  readonly to?: string;
  /** What became of the field, or of the records. */
  readonly policy: "keep" | "evolve" | "ignore" | OnInvalid;
}

/** A record with an issue, as far as it may be shown. */
export interface IssueSample {
  readonly partition: string;
  /** The record's number within the partition and generation. */
  readonly position: number;
  /** The primary key. Here and in `value`, what is personal data or protected by the flow stands as `***`. */
  readonly key: Readonly<Record<string, Json>>;
  /** What stood there, long texts and nested values cut to 80 characters; absent where nothing stood. */
  readonly value?: Json;
}

/** Records of committed pages of which a check found the same. */
export interface IssueResult {
  readonly kind: "issue";
  /** `schema`, the validator's name, or `destination`. */
  readonly step: string;
  /** With dots, `*` for the items of a list; empty for the record as a whole. */
  readonly path: string;
  readonly code: string;
  /** Of the first of them. Never carries the value. */
  readonly message: string;
  readonly severity: Severity;
  readonly records: number;
  /** The first 3. */
  readonly samples: readonly IssueSample[];
}

/** What became of a rule about the whole stream. */
export interface DatasetRuleResult {
  readonly kind: "dataset";
  readonly rule: string;
  readonly severity: Severity;
  /** Absent: not judged, as `found` explains. */
  readonly ok?: boolean;
  /** What was measured, for people. */
  readonly found: string;
  readonly issues: readonly { readonly code: string; readonly message: string }[];
}

/** A line of the report on the quality of a flow's data. */
export type RuleResult = DatasetRuleResult | IssueResult;

/** What a run did with one flow. */
export interface StreamReport extends Counts {
  readonly flow: string;
  readonly stream: string;
  readonly table: string;
  readonly status: StreamStatus;
  readonly guarantee: Guarantee;
  /** By name and value, the number of pages of which the vendor said so. */
  readonly quality: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Each field once. */
  readonly drift: readonly SchemaDrift[];
  /** Each dataset rule, then what checks found: at most 200 kinds of issues, the rest together under the code `other`. */
  readonly rules: readonly RuleResult[];
  readonly error?: ErrorReport | undefined;
  readonly resumeAt?: string | undefined;
}

/** What a run did. Plain JSON. */
export interface RunReport {
  readonly run: string;
  readonly pipeline: string;
  readonly status: RunStatus;
  readonly streams: readonly StreamReport[];
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly requests: number;
  readonly failedRequests: number;
  readonly retries: number;
  readonly waitedMs: number;
  readonly bytes: number;
}
