import type { DestinationCapabilities, Rejection } from "../destination.ts";
import { toCancelled } from "../errors/explain.ts";
import { DestinationError } from "../errors/kinds.ts";
import { limits } from "../limits.ts";
import type { Issue } from "../validation.ts";
import { streamId } from "./context.ts";
import { hash } from "./hash.ts";
import { batchGeneration, type Pass } from "./pass.ts";
import type { Chunk, Progress } from "./unit.ts";

/** A row that the destination does not take. */
export interface Refusal {
  readonly chunk: Chunk;
  /** The number of its source record in the chunk. */
  readonly at: number;
  readonly issue: Issue;
}

/** Rows further apart in time than this are not waited for. */
const LONGEST_WAIT_MS = 120_000;
const FIRST_WAIT_MS = 500;

/**
 * Hands a chunk to the destination, cut to what it takes at once; what comes back as passing trouble is written again.
 *
 * @throws DestinationError `destination_failed` when rows are still refused after several attempts.
 */
export async function stageChunk(pass: Pass, progress: Progress, chunk: Chunk): Promise<Refusal[]> {
  const { context, signal } = pass;
  const { partition } = progress;
  const writer = await pass.table.writer(chunk.rows);
  const refusals: Refusal[] = [];
  let part = 0;
  for (const range of cutToFit(chunk.rows, context.definition.destination.capabilities)) {
    let rows = range;
    const first = part === 0 ? chunk.id : `${chunk.id}.${part}`;
    let id = first;
    for (let attempt = 1; rows.length > 0 || attempt === 1; attempt++) {
      if (signal.aborted) throw toCancelled(signal);
      const since = context.clock.monotonic();
      const batch = {
        id,
        stream: streamId(pass.planned),
        partition: partition.key,
        generation: batchGeneration(pass, partition),
        records:
          rows.length === chunk.rows.length
            ? chunk.rows
            : rows.map((index) => chunk.rows[index] ?? {}),
        deletes: id === chunk.id ? chunk.deletes : [],
      };
      const { rejected } = await writer.write(batch, { signal });
      context.emit({
        type: "write",
        ...pass.place,
        partition: partition.key,
        batch: id,
        records: batch.records.length,
        deletes: batch.deletes.length,
        rejected: rejected.length,
        attempt,
        durationMs: context.clock.monotonic() - since,
      });
      const again: number[] = [];
      for (const rejection of rejected) {
        const row = rows[rejection.index] ?? 0;
        if (rejection.retryable) again.push(row);
        else refusals.push({ chunk, at: chunk.of[row] ?? 0, issue: rejection.issue });
      }
      if (again.length === 0) break;
      await waitForRetry(pass, rejected, attempt);
      // The same body keeps its id. What is left of a batch that was taken in part is another body.
      if (again.length < rows.length) id = `${first}.${await hash(again)}`;
      rows = again;
    }
    part += 1;
  }
  return refusals;
}

async function waitForRetry(
  pass: Pass,
  rejected: readonly Rejection[],
  attempt: number,
): Promise<void> {
  const { clock } = pass.context;
  let waitMs = FIRST_WAIT_MS * 2 ** (attempt - 1);
  for (const { resumeAt } of rejected) {
    if (resumeAt !== undefined) waitMs = Math.max(waitMs, Date.parse(resumeAt) - clock.now());
  }
  if (attempt >= limits.writeAttempts || waitMs > LONGEST_WAIT_MS) {
    const [first] = rejected;
    throw new DestinationError({
      code: "destination_failed",
      message: `${pass.context.definition.destination.name} refused ${rejected.length} rows of ${pass.place.table} ${attempt} times: ${first?.issue.message ?? ""}`,
      retryable: true,
      resumeAt: first?.resumeAt,
      context: { flow: pass.place.flow, table: pass.place.table, attempts: attempt },
    });
  }
  await clock.sleep(waitMs, pass.signal);
}

/** The rows' numbers, in runs of at most what the destination takes; one empty run where there are only deletes. */
function cutToFit(rows: readonly object[], { maxBatch }: DestinationCapabilities): number[][] {
  if (maxBatch === undefined) return [rows.map((_, index) => index)];
  const { records = Infinity, bytes = Infinity } = maxBatch;
  const ranges: number[][] = [];
  let range: number[] = [];
  let size = 0;
  for (const [index, row] of rows.entries()) {
    const weight = bytes === Infinity ? 0 : JSON.stringify(row).length;
    if (range.length > 0 && (range.length >= records || size + weight > bytes)) {
      ranges.push(range);
      range = [];
      size = 0;
    }
    range.push(index);
    size += weight;
  }
  return [...ranges, range];
}
