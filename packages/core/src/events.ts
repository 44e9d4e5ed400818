// Everything that observers can know. Plain JSON, no secrets, no personal data, no record values; at most a few per page.
// `type` names are final; fields may be added, never change meaning. Instants that are numbers are epoch milliseconds.
import type { Json } from "./json.ts";
import type { FlowPlan, Guarantee, RunStatus, StreamStatus } from "./pipeline.ts";
import type { Window, WriteMode } from "./stream.ts";

/** Books, in source records of committed pages: read = written + quarantined + filtered + dropped + deduplicated. `rows` and `deleted` are what the destination was given (`map` may make several rows of one record). */
export interface Counts {
  readonly read: number;
  readonly written: number;
  readonly quarantined: number;
  readonly filtered: number;
  readonly dropped: number;
  readonly deduplicated: number;
  readonly rows: number;
  readonly deleted: number;
}
export interface ErrorReport {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly docsUrl?: string;
  readonly retryable: boolean;
  readonly requestId?: string;
  readonly attempts?: number;
  readonly resumeAt?: string;
  readonly causes?: readonly { readonly code: string; readonly message: string }[];
}

/** What a client or a connector says; the engine adds where (run, flow, partition). */
export type SourceEvent =
  /** One attempt, when its body has been read or it failed. `endpoint` is the template (`/contacts/{id}`), never a URL. */
  | {
      readonly type: "request";
      readonly method: string;
      readonly host: string;
      readonly endpoint: string;
      readonly attempt: number;
      readonly status?: number;
      readonly error?: string;
      readonly durationMs: number;
      readonly queuedMs: number;
      readonly bytesIn: number;
      readonly bytesOut: number;
      readonly cost?: number;
      readonly requestId?: string;
    }
  | {
      readonly type: "retry";
      readonly host: string;
      readonly endpoint: string;
      readonly attempt: number;
      readonly delayMs: number;
      readonly reason: "network" | "timeout" | "status" | "body" | "throttled" | "auth";
      readonly status?: number;
      readonly code?: string;
    }
  /** A wait of a second or more begins. */
  | {
      readonly type: "wait";
      readonly reason: "budget" | "retry-after" | "concurrency" | "job";
      readonly until: number;
      readonly budget?: string;
    }
  | {
      readonly type: "budget";
      readonly budget: string;
      readonly limit: number;
      readonly left: number;
      readonly resetAt: number;
    }
  | {
      readonly type: "credential";
      readonly action: "refreshed" | "rotated" | "refused";
      readonly credential: string;
      readonly durationMs: number;
    }
  /** A coded remark that harms nothing by itself: a vendor's cap reached, a subreddit skipped, paging that drifted. */
  | {
      readonly type: "warning";
      readonly code: string;
      readonly message: string;
      readonly hint?: string;
    };

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
  | (OfFlow & {
      readonly type: "schema-drift";
      readonly field: string;
      readonly change: "added" | "removed" | "retyped" | "widened";
      readonly from?: string;
      readonly to?: string;
      readonly policy: "keep" | "evolve" | "ignore" | "fail";
    })
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
