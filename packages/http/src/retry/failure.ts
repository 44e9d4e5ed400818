import type { BrainError, Json } from "@brain/core";

/** What is known of a call when it fails for good; becomes the error's context. */
export type CallContext = Readonly<Record<string, Json>>;

/** Why one attempt failed, and what that means for another. */
export interface Failure {
  readonly reason: "network" | "timeout" | "status" | "body" | "throttled" | "auth";
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  /** The code of the error that it becomes when no attempt is left. */
  readonly code: string;
  /** false: another attempt cannot help. */
  readonly retryable: boolean;
  /** At most so many attempts in all. */
  readonly attempts?: number | undefined;
  /** Milliseconds that the server asked us to wait. */
  readonly waitMs?: number | undefined;
  /** The one budget to which the pause applies; undefined: all that the call spends from. */
  readonly budget?: string | undefined;
  /** The request never left: even a POST may be sent again. */
  readonly unsent?: boolean | undefined;
  /** The request that was answered 401. */
  readonly refused?: Request | undefined;
  toError(context: CallContext): BrainError;
}

/** Carries a {@link Failure} from where it is known to the retry layer; never reaches users. */
export class AttemptFailed extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}
