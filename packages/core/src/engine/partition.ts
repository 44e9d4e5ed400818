import type { Checkpoint } from "../checkpoint.ts";
import type { BrainError } from "../errors/brain-error.ts";
import { explainConnectorError, toCancelled } from "../errors/explain.ts";
import type { Json } from "../json.ts";
import type { StreamStatus } from "../report.ts";
import type { Page, WirePartition } from "../stream.ts";
import { abortable } from "./abortable.ts";
import type { Committer } from "./committer.ts";
import { nextTurn } from "./next-turn.ts";
import { overlapOf } from "./overlap.ts";
import type { Pass } from "./pass.ts";
import { mayReadAgain, pauseBeforeReading } from "./read-again.ts";
import { startOf } from "./start.ts";
import { applySteps } from "./steps.ts";
import { addCounts, emptyTally } from "./tally.ts";
import { createUnitBuilder } from "./unit-builder.ts";
import { beginProgress, type Progress } from "./unit.ts";

/** Pages that take longer to work on are worth the millisecond that a turn of the event loop takes. */
const LONG_WORK_MS = 4;

/**
 * Reads one partition to its end, or as far as it gets. Does not wait until its last rows are durable: `pending` of what
 * it gives does. Undefined: it need not be read.
 */
export async function readPartition(
  pass: Pass,
  committer: Committer,
  partition: WirePartition,
  saved: Checkpoint | undefined,
): Promise<Progress | undefined> {
  const start = startOf(partition, saved, {
    generation: pass.generation,
    mode: pass.planned.flow.mode,
    scope: pass.scope,
    window: pass.window,
  });
  if (start === undefined) return undefined;
  const { emit, clock } = pass.context;
  const seq = saved?.seq ?? 0;
  const progress = beginProgress(partition, start.window, seq, start);
  const before = addCounts(emptyTally(), start.counts);
  const since = clock.monotonic();
  const place = { ...pass.place, partition: partition.key };

  let status: StreamStatus = "complete";
  let failure: BrainError | undefined;
  for (let attempt = 1; ; attempt++) {
    // Once a checkpoint of this reading is durable, a further attempt goes on from there.
    const advanced = progress.seq > seq;
    const resuming = advanced || start.resuming;
    emit({ type: "partition-start", ...place, resumed: resuming, attempt });
    try {
      const ended = await readOnce(pass, committer, progress, resuming);
      if (!ended) status = "cancelled";
      break;
    } catch (error) {
      await progress.pending;
      failure = explainConnectorError(progress.failed ?? error, place, pass.signal);
      if (progress.failed === undefined && mayReadAgain(failure, attempt)) {
        await pauseBeforeReading(pass, partition.key, failure, attempt);
        failure = undefined;
        continue;
      }
      progress.failed = failure;
      status = statusOf(failure);
      break;
    }
  }
  progress.pending = progress.pending.then(() => {
    const failed = progress.failed;
    if (failed !== undefined && failure === undefined) {
      failure = explainConnectorError(failed, place, pass.signal);
      status = statusOf(failure);
    }
    if (failure !== undefined) pass.note(failure);
    const counts = difference(progress.counts, before);
    const durationMs = clock.monotonic() - since;
    emit({ type: "partition-end", ...place, status, counts, durationMs });
  });
  return progress;
}

/** @returns false when the reading stopped before the end because of the run's limit or because it is drained. */
async function readOnce(
  pass: Pass,
  committer: Committer,
  progress: Progress,
  resuming: boolean,
): Promise<boolean> {
  const { context, flowTotals } = pass;
  const { partition, window } = progress;
  const place = { ...pass.place, partition: partition.key };
  const builder = createUnitBuilder(pass, progress, committer, {
    state: progress.durable,
    position: progress.counts.read,
  });
  const over = new AbortController();
  const reader = pass.open(AbortSignal.any([pass.signal, over.signal]), partition.key);
  const overlap = overlapOf(pass, progress);
  let state: Json | undefined = progress.durable;
  const request = { partition, state, resuming, window };
  const pages = reader.read(request)[Symbol.asyncIterator]();
  let ahead = pages.next();
  let workedMs = 0;
  try {
    for (;;) {
      const since = context.clock.monotonic();
      const result = await abortable(ahead, pass.signal);
      const readMs = context.clock.monotonic() - since;
      if (result.done === true) {
        await builder.end(state, "complete", overlap?.mark(true));
        return true;
      }
      if (progress.failed !== undefined) throw progress.failed;
      if (pass.signal.aborted) throw toCancelled(pass.signal);
      const fresh = overlap?.take(result.value) ?? result.value;
      const { page, cut } = cutToLimit(fresh, flowTotals);
      const last = flowTotals.left <= 0 || context.drain.aborted;
      if (!last) {
        // The next page is asked for while this one is worked on.
        ahead = pages.next();
        ahead.catch(() => undefined);
        // Asked for is not sent: without a turn of the event loop, long work would hold the request back until it is done.
        if (workedMs > LONG_WORK_MS) await nextTurn();
      }
      const workSince = context.clock.monotonic();
      context.emit({ type: "page", ...place, ...pageFacts(page), readMs });
      countQuality(flowTotals.quality, page.quality);
      const applied = await applySteps(pass.steps, page.records, context.clock, builder.meters());
      context.emit({ type: "steps", ...place, steps: applied.timings });
      pass.drift.look(page.records, applied.invalid);
      pass.invalid.check(page.records.length, applied.invalid, partition.key);
      await builder.add(page, applied);
      if (cut) await builder.end(undefined, "none");
      else if (page.checkpoint !== undefined) {
        state = page.checkpoint;
        await builder.end(state, "open", overlap?.mark(false));
      } else if (last && flowTotals.left <= 0) await builder.end(undefined, "none");
      if (last) return false;
      workedMs = context.clock.monotonic() - workSince;
    }
  } finally {
    await builder.abandon();
    over.abort();
    void pages.return?.()?.catch(() => undefined);
  }
}

/** DL-3: a page that holds more than may still be read is cut, and then saves no checkpoint. */
function cutToLimit(
  page: Page<object>,
  totals: Pass["flowTotals"],
): { readonly page: Page<object>; readonly cut: boolean } {
  const cut = page.records.length > totals.left;
  const kept = cut ? { ...page, records: page.records.slice(0, totals.left) } : page;
  totals.left -= kept.records.length;
  return { page: kept, cut };
}

function statusOf(error: BrainError): StreamStatus {
  if (error.code === "cancelled") return "cancelled";
  return error.resumeAt === undefined ? "failed" : "incomplete";
}

function pageFacts(page: Page<object>): {
  records: number;
  deletes: number;
  total?: number;
  quality?: Readonly<Record<string, Json>>;
} {
  const { records, deletes, total, quality } = page;
  return {
    records: records.length,
    deletes: deletes?.length ?? 0,
    ...(total === undefined ? {} : { total }),
    ...(quality === undefined ? {} : { quality }),
  };
}

function countQuality(
  totals: Record<string, Record<string, number>>,
  quality: Page<object>["quality"],
): void {
  for (const [name, value] of Object.entries(quality ?? {})) {
    const values = (totals[name] ??= {});
    const text = typeof value === "string" ? value : JSON.stringify(value);
    values[text] = (values[text] ?? 0) + 1;
  }
}

function difference(after: Progress["counts"], before: Progress["counts"]): Progress["counts"] {
  return {
    read: after.read - before.read,
    written: after.written - before.written,
    quarantined: after.quarantined - before.quarantined,
    filtered: after.filtered - before.filtered,
    dropped: after.dropped - before.dropped,
    deduplicated: after.deduplicated - before.deduplicated,
    rows: after.rows - before.rows,
    deleted: after.deleted - before.deleted,
  };
}
