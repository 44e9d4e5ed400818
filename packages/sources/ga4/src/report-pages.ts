import { BrainError, DecodeError, type Page, type Runtime } from "@brain/core";
import { brokenBody } from "@brain/http";
import { MAX_ROWS, REPORT_ENDPOINT, type Ga4Client, type ReportQuery } from "./client.ts";
import { createToRecord, fingerprint, type ReportRow } from "./record.ts";
import { qualityOf, type ReportAnswer } from "./report-answer.ts";
import type { ReportPart } from "./report-parts.ts";

/**
 * What lives while the collector clears its young space makes that space grow, up to 128 MB: pages are as small as their
 * checkpoints allow. A quarter of a million rows peak at 145 MB with 250 a page, at 190 MB with 1,000.
 */
const PAGE_ROWS = 250;
/** How often an answer that breaks off is asked for again without getting any further. */
const ATTEMPTS = 3;
const RETRY_BASE_MS = 500;

/** Where reading stopped: so many rows were given, of which the last had this fingerprint. */
export interface ReportState {
  readonly offset: number;
  readonly last?: string | undefined;
}

type ReportPage = Page<ReportRow, ReportState>;
/** How an answer ended: `drifted`, when the row before the offset is another than it was. */
type Ending = { readonly next: ReportState; readonly hasMore: boolean } | "drifted";

/**
 * All rows from `start` on. A connection that breaks in mid-answer is taken up again behind the last page; rows that moved
 * meanwhile (GA4 restated the day) make it begin once more from the first row, and if they move again the quality says so.
 */
export async function* reportPages(
  client: Ga4Client,
  runtime: Runtime,
  query: Omit<ReportQuery, "offset">,
  start: ReportState,
): AsyncGenerator<ReportPage> {
  let position = start;
  let failures = 0;
  let beganAgain = false;
  for (;;) {
    // One row more than needed: it shows whether the rows still stand where they stood.
    const offset = position.last === undefined ? position.offset : position.offset - 1;
    const parts = await client.report({ ...query, offset });
    const pages = cutPages(parts, query, { position, offset, acceptDrift: beganAgain });
    try {
      let step = await pages.next();
      for (; step.done !== true; step = await pages.next()) {
        if (step.value.checkpoint !== undefined) position = step.value.checkpoint;
        failures = 0;
        yield step.value;
      }
      if (step.value === "drifted") {
        beganAgain = true;
        position = { offset: 0 };
        continue;
      }
      if (!step.value.hasMore) return;
      position = step.value.next;
    } catch (cause) {
      const error = brokenBody(cause, client.host, runtime);
      failures++;
      if (!isBroken(error) || failures >= ATTEMPTS) throw givenUp(error, failures);
      const delayMs = RETRY_BASE_MS * 2 ** (failures - 1) * (0.5 + runtime.clock.random() / 2);
      runtime.emit({
        type: "retry",
        host: client.host,
        endpoint: REPORT_ENDPOINT,
        attempt: failures,
        delayMs,
        reason: "body",
        code: error.code,
      });
      await runtime.clock.sleep(delayMs, runtime.signal);
    } finally {
      await pages.return({ next: position, hasMore: false });
    }
  }
}

/** The pages of one answer. A page is held until the next row shows that it is not the last, which carries the quality. */
async function* cutPages(
  parts: AsyncGenerator<ReportPart>,
  query: Omit<ReportQuery, "offset">,
  from: { readonly position: ReportState; readonly offset: number; readonly acceptDrift: boolean },
): AsyncGenerator<ReportPage, Ending> {
  const { position, offset, acceptDrift } = from;
  const { report } = query;
  let toRecord: ((row: unknown) => ReportRow) | undefined;
  let records: ReportRow[] = [];
  let received = 0;
  let given = position.offset;
  let drift = false;
  const stateAfter = async (): Promise<ReportState> => {
    given += records.length;
    const lastRecord = records.at(-1);
    if (lastRecord === undefined) return { ...position, offset: given };
    return { offset: given, last: await fingerprint(lastRecord, report) };
  };

  for await (const { rows, answer, complete } of parts) {
    toRecord ??= createToRecord(query.property, report, answer, query.days);
    for (const row of rows) {
      const record = toRecord(row);
      received++;
      if (received === 1 && position.last !== undefined) {
        drift = (await fingerprint(record, report)) !== position.last;
        if (drift && !acceptDrift) return "drifted";
        continue;
      }
      if (records.length === PAGE_ROWS) {
        yield { records, checkpoint: await stateAfter() };
        records = [];
      }
      records.push(record);
    }
    if (!complete) continue;

    if (received === 0 && position.last !== undefined) {
      drift = true;
      if (!acceptDrift) return "drifted";
    }
    const total = answer.rowCount ?? 0;
    if (!drift) refuseShort(answer, offset, received);
    const checkpoint = await stateAfter();
    const quality = { ...qualityOf(answer), ...(drift ? { drift } : {}) };
    yield { records, checkpoint, total, quality };
    return { next: checkpoint, hasMore: received === MAX_ROWS && offset + received < total };
  }
  throw cutShort("without an end");
}

/** @throws DecodeError `truncated` when GA4 announced more rows than it sent. */
export function refuseShort({ rowCount }: ReportAnswer, offset: number, received: number): void {
  const announced = Math.min(MAX_ROWS, Math.max(0, (rowCount ?? 0) - offset));
  if (received < announced) throw cutShort(`with ${received} of ${announced} rows`);
}

function cutShort(how: string): DecodeError {
  return new DecodeError({
    code: "truncated",
    message: `GA4's answer ended ${how}.`,
    retryable: true,
  });
}

/** What was tried here is not tried again by the engine: layers of retries do not multiply (RT-6). */
function givenUp(error: unknown, attempts: number): unknown {
  if (!isBroken(error)) return error;
  const context = { ...error.context, streamed: false, attempts };
  return Object.assign(error, { context });
}

function isBroken(error: unknown): error is BrainError {
  return BrainError.isInstance(error) && error.context["streamed"] === true;
}
