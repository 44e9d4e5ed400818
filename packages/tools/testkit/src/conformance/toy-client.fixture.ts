import {
  AuthError,
  BrainError,
  DecodeError,
  HttpError,
  NetworkError,
  PermissionError,
  RateLimitedError,
  type Runtime,
  type Secret,
} from "@brain/core";
import { z } from "zod";
import type { Fault } from "./toy-fault.fixture.ts";

const noteSchema = z.object({ id: z.string(), text: z.string(), at: z.iso.datetime() });
const answerSchema = z.object({ results: z.array(noteSchema), next: z.string().optional() });
const strictSchema = z.strictObject({
  results: z.array(z.strictObject(noteSchema.shape)),
  next: z.string().optional(),
});
export type Answer = z.infer<typeof answerSchema>;

/** Asks for one page. */
export type ToyClient = (query: Readonly<Record<string, string>>) => Promise<Answer>;

const ATTEMPTS = 5;
const LONGEST_MS = 120_000;

export function toyClient(token: Secret, runtime: Runtime, fault: Fault | undefined): ToyClient {
  const { clock, signal, log, emit } = runtime;
  const attempt = async (query: Readonly<Record<string, string>>): Promise<Answer> => {
    const request = new Request(`https://toy.test/notes?${new URLSearchParams(query)}`, {
      headers: { authorization: `Bearer ${token.reveal()}` },
      signal: fault === "ignores-abort" ? null : signal,
    });
    await pay(runtime, fault);
    const response = await connect(runtime, request);
    if (fault === "secret-in-log")
      log.debug("asked", { authorization: `Bearer ${token.reveal()}` });
    if (fault === "secret-in-base64") log.debug(btoa(`user:${token.reveal()}`));
    if (fault === "secret-in-url-event") {
      emit({ type: "warning", code: "w", message: `?key=${encodeURIComponent(token.reveal())}` });
    }
    if (response.status !== 200) throw errorOf(response, token, runtime, fault);
    return decode(response, fault);
  };

  return async (query) => {
    for (let tries = 1; ; tries++) {
      try {
        return await attempt(query);
      } catch (error) {
        if (signal.aborted) {
          if (fault === "sends-after-abort")
            void runtime.fetch("https://toy.test/bye").catch(() => 0);
          throw error;
        }
        if (fault === "ends-at-error") return { results: [] };
        if (!BrainError.isInstance(error)) throw error;
        const { retryable, context, name } = error;
        const again = retryable || (fault === "retries-401" && name === "AuthError");
        if (!again || tries === ATTEMPTS || fault === "no-retries") throw error;
        if (fault === "gives-up-at-429" && name === "RateLimitedError") throw error;
        const asked = fault === "ignores-retry-after" ? 0 : Number(context["retryAfterMs"] ?? 0);
        const isLong = asked > LONGEST_MS;
        if (isLong && fault !== "waits-for-an-hour") throw error;
        const waitMs = isLong ? 1_000 : Math.max(asked, 500);
        await clock.sleep(waitMs, fault === "ignores-abort" ? undefined : signal);
      }
    }
  };
}

async function pay({ budget, clock, signal }: Runtime, fault: Fault | undefined): Promise<void> {
  if (fault === "spends-no-budget" || fault === "ignores-abort") return;
  for (;;) {
    const taken = await budget.take("toy", [], 1, signal);
    if (taken.granted) {
      await budget.settle("toy", taken.permit, {});
      return;
    }
    if (fault === "sends-before-it-may") return;
    await clock.sleep(taken.waitMs, signal);
  }
}

async function connect(runtime: Runtime, request: Request): Promise<Response> {
  try {
    return await runtime.fetch(request);
  } catch (cause) {
    throw new NetworkError({ code: "network", message: "The toy cannot be reached.", cause });
  }
}

function errorOf(
  response: Response,
  token: Secret,
  { clock }: Runtime,
  fault: Fault | undefined,
): Error {
  const { status } = response;
  const message = `The toy answered ${status}${fault === "secret-in-message" ? token.reveal() : ""}.`;
  if (fault === "plain-error") return new Error(message);
  if (status === 401 || (status === 403 && fault === "auth-for-403")) {
    return new AuthError({ code: "auth_failed", message });
  }
  if (status === 403) return new PermissionError({ code: "scope_missing", message });
  const retryAfter = response.headers.get("retry-after");
  const retryAfterMs = Number(retryAfter ?? 0) * 1_000;
  const context = { retryAfterMs };
  if (status === 429 && fault !== "http-error-for-429") {
    const resumeAt = new Date(clock.now() + retryAfterMs).toISOString();
    const code = retryAfterMs > LONGEST_MS ? "quota_exhausted" : "rate_limited";
    return new RateLimitedError({ code, message, context, resumeAt });
  }
  const retryable = status >= 500 || status === 429;
  return new HttpError({ code: "http_status", message, retryable, context });
}

async function decode(response: Response, fault: Fault | undefined): Promise<Answer> {
  const body = await bodyOf(response);
  try {
    const json: unknown = JSON.parse(body);
    if (fault === "empty-without-list" && json !== null && typeof json === "object") {
      return { results: [], ...json };
    }
    return (fault === "strict-answers" ? strictSchema : answerSchema).parse(json);
  } catch (cause) {
    throw new DecodeError({ code: "wrong_shape", message: "The toy's answer has no list.", cause });
  }
}

async function bodyOf(response: Response): Promise<string> {
  try {
    return await response.text();
  } catch (cause) {
    throw new NetworkError({ code: "network", message: "The toy's answer was cut.", cause });
  }
}
