import { DecodeError } from "@brain/core";
import { MAX_RATIO, RATIO_FREE_BYTES } from "../limits.ts";
import { AttemptFailed } from "../retry/failure.ts";
import { networkFailure } from "./network-failure.ts";
import type { Watchdog } from "./watchdog.ts";

export interface ReadText {
  readonly text: string;
  readonly bytes: number;
}

/** Decodes a body strictly as UTF-8 (a BOM is dropped) while it arrives, within its limits. */
export async function readText(
  response: Response,
  watch: Watchdog,
  maxBytes: number,
): Promise<ReadText> {
  const { body } = response;
  if (body === null) return { text: "", bytes: 0 };
  const limits = bodyLimits(response, maxBytes);
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const reader = body.getReader();
  const stop = (): void => void reader.cancel().catch(() => undefined);
  watch.signal.addEventListener("abort", stop, { once: true });
  let text = "";
  let bytes = 0;
  try {
    for (;;) {
      watch.waiting();
      const { done, value } = await readChunk(reader, watch);
      bytes += value?.byteLength ?? 0;
      limits.check(bytes, done);
      if (done) break;
      watch.received(value.byteLength);
      text += decode(decoder, value);
    }
    return { text: text + decode(decoder), bytes };
  } catch (error) {
    stop();
    throw error;
  } finally {
    watch.signal.removeEventListener("abort", stop);
  }
}

/** @throws what the watchdog says when it was aborted, else a network failure. */
export async function readChunk(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  watch: Watchdog,
): Promise<ReadableStreamReadResult<Uint8Array>> {
  try {
    const chunk = await reader.read();
    if (chunk.done && watch.signal.aborted) throw watch.error();
    return chunk;
  } catch (error) {
    if (watch.signal.aborted) throw watch.error();
    throw networkFailure(error, "The body was cut by");
  }
}

/** How many bytes a body may and must have. */
export interface BodyLimits {
  /** @throws a failure `response_too_large`, or `truncated` when it is done too early. */
  check(bytes: number, done: boolean): void;
}

/**
 * What the headers say of the length. `fetch` undoes a compression, so then the announced length only bounds the ratio
 * (HT-2); else fewer bytes are a cut body (HT-3).
 */
export function bodyLimits({ headers }: Response, maxBytes: number): BodyLimits {
  const announced = Number(headers.get("content-length") ?? Number.NaN);
  const encoding = headers.get("content-encoding") ?? "identity";
  const encoded = encoding !== "identity";
  const ratioLimit =
    encoded && announced >= 0 ? Math.max(RATIO_FREE_BYTES, announced * MAX_RATIO) : Infinity;
  const limit = Math.min(maxBytes, ratioLimit);
  return {
    check(bytes, done) {
      if (bytes > limit) throw tooLarge(limit);
      if (done && !encoded && bytes < announced) {
        throw bodyFailure("truncated", "The body is shorter than announced");
      }
    },
  };
}

function decode(decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch (error) {
    throw bodyFailure("not_json", "The body is no valid UTF-8", error);
  }
}

/** A body that did not turn out as it should; another attempt may mend it. */
export function bodyFailure(
  code: "not_json" | "truncated" | "wrong_shape",
  what: string,
  cause?: unknown,
): AttemptFailed {
  return new AttemptFailed({
    reason: "body",
    code,
    retryable: true,
    toError: (context) =>
      new DecodeError({ code, message: `${what}: ${String(context["host"])}.`, context, cause }),
  });
}

function tooLarge(limit: number): AttemptFailed {
  return new AttemptFailed({
    reason: "body",
    code: "response_too_large",
    retryable: false,
    toError: (context) =>
      new DecodeError({
        code: "response_too_large",
        message: `The body exceeds ${limit} bytes: ${String(context["host"])}.`,
        context,
      }),
  });
}
