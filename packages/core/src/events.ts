// Everything that observers can know. Plain JSON, no secrets, no personal data, no record values; at most a few per page.
// `type` names are final; fields may be added, never change meaning. Instants that are numbers are epoch milliseconds.
import type { Json } from "./json.ts";
import type { Counts } from "./counts.ts";
import type { ErrorReport } from "./errors/error-report.ts";
import type { Severity } from "./dataset-rule.ts";
import type { FlowPlan, Guarantee, RunStatus, SchemaDrift, StreamStatus } from "./report.ts";
import type { SourceEvent } from "./source-event.ts";
import type { Window, WriteMode } from "./stream.ts";

interface OfRun {
  readonly at: number;
  readonly pipeline: string;
  readonly run: string;
}
interface OfFlow extends OfRun {
  readonly flow: string;
  readonly source: string;
  readonly stream: string;
  readonly table: string;
}
interface OfPartition extends OfFlow {
  readonly partition: string;
}
type Ended = { readonly durationMs: number; readonly error?: ErrorReport };

/** What happens in a run; every event says when, in which pipeline and run. */
export type RunEvent =
  | (OfRun & {
      readonly type: "run-start";
      readonly trigger: "manual" | "replay";
      readonly window?: Window;
      readonly flows: readonly FlowPlan[];
    })
  | (OfRun & {
      readonly type: "lease";
      readonly action: "taken" | "busy" | "lost";
      readonly fence?: number;
      readonly previousRun?: string;
    })
  | (OfFlow & {
      readonly type: "stream-start";
      readonly mode: WriteMode;
      readonly guarantee: Guarantee;
      readonly generation: string;
      readonly resumed: boolean;
    })
  /** As partitions become known; `final` when the list has ended. Drives progress bars. */
  | (OfFlow & {
      readonly type: "partitions";
      readonly known: number;
      readonly complete: number;
      readonly final: boolean;
    })
  | (OfPartition & {
      readonly type: "partition-start";
      readonly resumed: boolean;
      readonly attempt: number;
    })
  | (Partial<Omit<OfPartition, keyof OfRun>> & OfRun & SourceEvent)
  | (OfPartition & {
      readonly type: "page";
      readonly records: number;
      readonly deletes: number;
      readonly total?: number;
      readonly quality?: Readonly<Record<string, Json>>;
      readonly readMs: number;
    })
  /** The flow's steps over one page: for each, records in and out, and time. */
  | (OfPartition & {
      readonly type: "steps";
      readonly steps: readonly {
        readonly name: string;
        readonly in: number;
        readonly out: number;
        readonly ms: number;
      }[];
    })
  | (OfPartition & {
      readonly type: "quarantine";
      readonly records: number;
      readonly issues: readonly {
        readonly path: string;
        readonly code: string;
        readonly records: number;
      }[];
    })
  | (OfPartition & {
      readonly type: "write";
      readonly batch: string;
      readonly records: number;
      readonly deletes: number;
      readonly rejected: number;
      readonly attempt: number;
      readonly durationMs: number;
    })
  | (OfPartition & {
      readonly type: "commit";
      readonly seq: number;
      readonly counts: Counts;
      readonly cursor?: string;
      readonly durationMs: number;
    })
  | (OfPartition &
      Ended & {
        readonly type: "partition-end";
        readonly status: StreamStatus;
        readonly counts: Counts;
      })
  /** A dataset rule that was judged, and at the end of a flow each kind of warning. */
  | (OfFlow & {
      readonly type: "rule";
      readonly rule: string;
      readonly severity: Severity;
      readonly ok: boolean;
      readonly issues: readonly { readonly code: string; readonly message: string }[];
    })
  /** Once per field and run. */
  | (OfFlow & SchemaDrift & { readonly type: "schema-drift" })
  | (OfFlow &
      Ended & {
        readonly type: "stream-end";
        readonly status: StreamStatus;
        readonly counts: Counts;
        readonly cursor?: string;
        readonly resumeAt?: string;
      })
  | (OfRun &
      Ended & {
        readonly type: "run-end";
        readonly status: RunStatus;
        readonly counts: Counts;
        readonly requests: number;
        readonly bytes: number;
      })
  /** ER-2: something optional failed (cache, alert channel, observer) and the run went on. */
  | (OfRun & { readonly type: "degraded"; readonly part: string; readonly error: ErrorReport });

/** Everything that observers can be told. */
export type BrainEvent = RunEvent;
