import {
  AuthError,
  BrainError,
  CallbackError,
  HttpError,
  PermissionError,
  RateLimitedError,
  type Clock,
} from "@brain/core";
import type { Call } from "./call.ts";
import type { HttpClientOptions, Outcome } from "./contracts.ts";
import { MAX_PAUSE_MS } from "./limits.ts";
import { requestIdOf } from "./request-id.ts";
import { withoutSecrets } from "./redact.ts";
import { AttemptFailed, type CallContext, type Failure } from "./retry/failure.ts";
import { retryAfterMs } from "./retry/retry-after.ts";
import { secretsOf } from "./secrets-of.ts";
import { vendorMessage } from "./vendor-message.ts";

/** Statuses that pass by themselves (RT-1). */
const TRANSIENT = new Set([408, 425, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529]);

export interface Verdict {
  readonly response: Response;
  readonly request: Request;
  /** Parsed JSON, else text, else undefined. */
  readonly body: unknown;
}

/**
 * What an answer means, by the connector's own reading, else by its status.
 *
 * @throws AttemptFailed, or an error that the connector gave.
 */
export function judge(
  call: Call,
  classify: HttpClientOptions["classify"],
  answer: Verdict,
  clock: Clock,
): void {
  const outcome = outcomeOf(call, classify, answer);
  if (outcome === "ok") return;
  if (BrainError.isInstance(outcome)) throw outcome;
  throw new AttemptFailed(failureOf(call, outcome, answer, clock));
}

function outcomeOf(
  call: Call,
  classify: HttpClientOptions["classify"],
  { response, request, body }: Verdict,
): Outcome | "final" {
  // What a connector reads here it quotes in its errors.
  const shown = (): unknown =>
    response.ok ? body : withoutSecrets(body, secretsOf(request, call.options.form));
  const given = callback(() => classify?.(response, shown()), "classify");
  if (given !== undefined) return given;
  const { status } = response;
  if (response.ok || call.options.expect?.includes(status) === true) return "ok";
  if (status === 401) return "auth";
  if (status === 429) return "throttled";
  return TRANSIENT.has(status) ? "retry" : "final";
}

/** @throws CallbackError `connector_failed` with the name of the connector's function that threw. */
export function callback<T>(fn: () => T, name: string): T {
  try {
    return fn();
  } catch (error) {
    if (BrainError.isInstance(error)) throw error;
    throw new CallbackError({
      code: "connector_failed",
      message: `The connector's \`${name}\` threw an error.`,
      cause: error,
    });
  }
}

function failureOf(
  call: Call,
  outcome: Exclude<Outcome, BrainError> | "final",
  answer: Verdict,
  clock: Clock,
): Failure {
  const { response, request, body } = answer;
  const { status, headers } = response;
  const asked = retryAfterMs(headers, clock.now());
  const secrets = secretsOf(request, call.options.form);
  const { requestId } = requestIdOf(response, () => secrets);
  const says = (): string => {
    const message = vendorMessage(body, secrets);
    return message === "" ? "." : `: ${message}`;
  };
  if (outcome === "auth") {
    const toError = (context: CallContext): BrainError =>
      new AuthError({
        code: "auth_failed",
        message: `${host(context)} refused the credentials${says()}`,
        context,
      });
    return {
      reason: "auth",
      status,
      requestId,
      code: "auth_failed",
      retryable: false,
      refused: request,
      toError,
    };
  }
  if (outcome === "throttled" || (typeof outcome === "object" && "pauseUntil" in outcome)) {
    const pausedMs = outcome === "throttled" ? asked : until(outcome.pauseUntil, clock);
    const code = outcome === "throttled" ? "rate_limited" : "quota_exhausted";
    const toError = (context: CallContext): BrainError => {
      const resumeAt = new Date(Math.ceil(clock.now() + (pausedMs ?? GIVEN_UP_MS))).toISOString();
      return new RateLimitedError({
        code,
        message: `${host(context)} limits the rate${says()}`,
        resumeAt,
        context,
      });
    };
    const budget = outcome === "throttled" ? undefined : outcome.budget;
    const waitMs = pausedMs;
    return {
      reason: "throttled",
      status,
      requestId,
      code,
      retryable: true,
      waitMs,
      budget,
      toError,
    };
  }
  const toError = (context: CallContext): BrainError => {
    const message = `${host(context)} answered ${status}${says()}`;
    return status === 403 && outcome === "final"
      ? new PermissionError({ code: "scope_missing", message, context })
      : new HttpError({ code: "http_status", message, retryable: outcome !== "final", context });
  };
  return {
    reason: "status",
    status,
    requestId,
    code: status === 403 && outcome === "final" ? "scope_missing" : "http_status",
    retryable: outcome !== "final",
    attempts: typeof outcome === "object" ? outcome.attempts : undefined,
    waitMs: outcome === "final" ? undefined : asked,
    toError,
  };
}

/** Milliseconds until an instant that the connector read out of an answer; undefined: it is none. */
function until(instant: number, clock: Clock): number | undefined {
  const ms = instant - clock.now();
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(1, ms), MAX_PAUSE_MS);
}

/** When a limit outlives every attempt and the vendor does not say until when. */
const GIVEN_UP_MS = 60_000;

function host(context: CallContext): string {
  return String(context["host"]);
}
