import type { Clock } from "@brain/core";
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

/**
 * The rows of an answer as they arrive, once the headers have told what they mean. Headers come first in practice; JSON
 * does not promise it, and rows that come before them wait.
 *
 * @throws DecodeError, or the vendor's error where the body holds one.
 */
export async function* readParts(
  body: ReadableStream<Uint8Array>,
  report: Report,
  place: ErrorPlace,
  clock: Clock,
): AsyncGenerator<ReportPart> {
  const early: unknown[] = [];
  let answer: ReportAnswer | undefined;
  for await (const { rows, envelope, complete } of cutRows(body, "rows")) {
    if (!complete && !hasHeaders(envelope)) {
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
