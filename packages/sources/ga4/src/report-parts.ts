import { DecodeError, type Clock } from "@brain/core";
import { cutRows } from "@brain/http";
import { hasHeaders, parseAnswer, type ReportAnswer } from "./report-answer.ts";
import type { Report } from "./report-config.ts";
import { errorIn, type ErrorPlace } from "./vendor-error.ts";

/** Some rows of an answer, with what is known of the answer by then: at the last part, all. */
export interface ReportPart {
  readonly rows: readonly unknown[];
  readonly answer: ReportAnswer;
  readonly complete: boolean;
}

/** What the parts of an answer are read by. */
export interface PartsContext {
  readonly report: Report;
  readonly place: ErrorPlace;
  readonly clock: Clock;
  /** Of rows that come before their headers. */
  readonly maxBodyBytes: number;
}

/**
 * The rows of an answer as they arrive, once the headers have told what they mean. Headers come first in practice; JSON
 * does not promise it, and rows that come before them wait: they are in memory like a body that is read whole, and no more
 * of them than of that (HT-2).
 *
 * @throws DecodeError, or the vendor's error where the body holds one.
 */
export async function* readParts(
  body: ReadableStream<Uint8Array>,
  { report, place, clock, maxBodyBytes }: PartsContext,
): AsyncGenerator<ReportPart> {
  const early: unknown[] = [];
  let earlyBytes = 0;
  let answer: ReportAnswer | undefined;
  for await (const { rows, bytes, envelope, complete } of cutRows(body, "rows")) {
    if (!complete && !hasHeaders(envelope)) {
      earlyBytes += bytes;
      if (earlyBytes > maxBodyBytes) throw tooManyEarly(maxBodyBytes);
      for (const row of rows) early.push(row);
      continue;
    }
    if (complete) {
      const failure = errorIn(envelope, place, clock);
      if (failure !== undefined) throw failure;
    }
    if (complete || answer === undefined) answer = parseAnswer(envelope, report);
    yield { rows: complete ? early : rows, answer, complete };
  }
}

function tooManyEarly(maxBodyBytes: number): DecodeError {
  return new DecodeError({
    code: "response_too_large",
    message: `GA4 sent more than ${maxBodyBytes} bytes of rows before the headers that tell what they mean.`,
  });
}
