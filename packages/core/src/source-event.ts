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
