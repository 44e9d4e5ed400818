import { DecodeError, type BrainError } from "@brain/core";
import type { Call } from "./call.ts";
import type { Answer } from "./contracts.ts";
import { parseJson } from "./decode/parse-json.ts";
import { beginExchange, endExchange, noteAllowances, type Exchange } from "./exchange.ts";
import { callback, judge } from "./judge.ts";
import { bodyFailure, readText } from "./net/read-body.ts";
import { send, sourceOf, type Sent } from "./net/send.ts";
import { AttemptFailed } from "./retry/failure.ts";
import type { Attempt } from "./retry/with-retries.ts";
import type { Scope } from "./scope.ts";
import { secretsOf } from "./secrets-of.ts";

/** One attempt at a JSON answer: request, headers, body, decoding, meaning and shape. */
export async function readJson(
  scope: Scope,
  call: Call,
  attempt: Attempt,
): Promise<Answer<unknown>> {
  const exchange = await beginExchange(scope, call, attempt, false);
  try {
    const sent = await send(scope, call, exchange.watch);
    const answer = await answerOf(scope, call, exchange, sent);
    await endExchange(scope, call, exchange);
    return answer;
  } catch (error) {
    await endExchange(scope, call, exchange, error);
    throw error;
  }
}

async function answerOf(
  scope: Scope,
  call: Call,
  exchange: Exchange,
  { response, request }: Sent,
): Promise<Answer<unknown>> {
  exchange.request = request;
  exchange.response = response;
  const { status, headers } = response;
  const body = response.ok
    ? await dueBody(scope, call, exchange, { response, request })
    : await anyBody(scope, exchange, response);
  noteAllowances(scope, exchange, response, body);
  judge(call, scope.options.classify, { response, request, body }, scope.runtime.clock);
  const { shape } = call.options;
  if (response.ok && shape !== undefined && !callback(() => shape(body), "shape")) {
    throw bodyFailure("wrong_shape", "The answer does not have the shape that is due");
  }
  const url = sourceOf({ response, request });
  return { status, headers, url, body: response.ok || typeof body !== "string" ? body : undefined };
}

/** The body of a success: JSON, or nothing where the status says so. */
async function dueBody(
  scope: Scope,
  call: Call,
  exchange: Exchange,
  { response, request }: Sent,
): Promise<unknown> {
  const text = await textOf(scope, exchange, response);
  if (
    text === "" &&
    (response.status === 204 || response.status === 205 || request.method === "HEAD")
  ) {
    return undefined;
  }
  try {
    return parseJson<unknown>(text, () => secretsOf(request, call.options.form));
  } catch (error) {
    throw error instanceof DecodeError ? decodeFailure(error) : error;
  }
}

/** The body of anything else, as far as it can be read: JSON, else text. */
export async function anyBody(
  scope: Scope,
  exchange: Exchange,
  response: Response,
): Promise<unknown> {
  let text: string;
  try {
    text = await textOf(scope, exchange, response);
  } catch (error) {
    // The status alone tells enough, unless nobody waits for it any more.
    if (error instanceof AttemptFailed && error.failure.reason !== "timeout") return undefined;
    throw error;
  }
  try {
    return parseJson<unknown>(text);
  } catch {
    // Errors often come as HTML or plain text.
    return text;
  }
}

async function textOf(scope: Scope, exchange: Exchange, response: Response): Promise<string> {
  const { text, bytes } = await readText(response, exchange.watch, scope.settings.maxBodyBytes);
  exchange.bytesIn = bytes;
  return text;
}

/** A text that could not be decoded, as a failure of the attempt. */
export function decodeFailure({ code, message, hint, retryable }: DecodeError): AttemptFailed {
  return new AttemptFailed({
    reason: "body",
    code,
    retryable,
    toError: (context): BrainError => new DecodeError({ code, message, hint, retryable, context }),
  });
}
