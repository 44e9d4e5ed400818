import type { Checkpoint } from "../checkpoint.ts";
import { BrainError } from "../errors/brain-error.ts";
import { DataQualityError } from "../errors/kinds.ts";
import { limits } from "../limits.ts";
import { abortable } from "./abortable.ts";
import { judgeRules } from "./judge-rules.ts";
import { createCommitter, type Committer } from "./committer.ts";
import { listPartitions, whereOf } from "./listing.ts";
import { readPartition } from "./partition.ts";
import { checkpointOf, type Pass } from "./pass.ts";
import { addCounts, emptyTally, type Tally } from "./tally.ts";
import { beginProgress, type Progress } from "./unit.ts";

/** `stopped`: by an error, a signal or the limit. `lost`: its staging is gone, so it has to begin anew. */
export type GenerationEnd = "finished" | "stopped" | "lost";

/** Reads every partition of a generation that is not complete yet, and ends it when all are. */
export async function runGeneration(
  pass: Pass,
  mark: Checkpoint,
  failed: () => unknown,
): Promise<GenerationEnd> {
  const committer = createCommitter(pass);
  const met = new Set<string>();
  const read: Progress[] = [];
  let skippedCounts = emptyTally();
  let listed = false;

  const partitions = listPartitions(pass, pass.open(pass.signal), met);
  let turn: Promise<unknown> = Promise.resolve();
  /** Workers take turns: a generator of partitions gives one at a time. */
  const next = (): ReturnType<typeof partitions.next> => {
    const result = turn.then(() => partitions.next());
    turn = result.catch(() => undefined);
    return result;
  };
  const progressed = (final: boolean): void => {
    const { emit } = pass.context;
    const complete = read.filter((progress) => progress.failed === undefined).length;
    emit({ type: "partitions", ...pass.place, known: met.size, complete, final });
  };

  const worker = async (): Promise<void> => {
    while (!stopping(pass)) {
      const step = await abortable(next(), pass.signal);
      if (step.done === true) {
        listed = true;
        return;
      }
      const { partition, saved } = step.value;
      const progress = await readPartition(pass, committer, partition, saved);
      if (progress === undefined) {
        if (saved?.generation === pass.generation) {
          skippedCounts = addCounts(skippedCounts, saved.counts);
          pass.measures.add({ rules: saved.rules, read: saved.counts.read });
        } else pass.measures.skip();
      } else {
        progress.pending = progress.pending.then(() => measureAll(pass, progress));
        read.push(progress);
      }
      progressed(listed);
    }
  };
  const workers = Array.from({ length: pass.context.limits.partitions }, () =>
    worker().catch((error: unknown) => pass.note(error)),
  );
  await Promise.all(workers);
  void partitions.return(undefined).catch(() => undefined);
  const ended = (): boolean => listed && !stopping(pass) && failed() === undefined;
  if (ended() && pass.planned.flow.mode === "mirror" && pass.scope === "") {
    read.push(...(await emptyVanished(pass, committer, met)));
  }
  await committer.drain();
  await Promise.all(read.map(({ pending }) => pending));
  for (const progress of read) if (progress.failed !== undefined) pass.note(progress.failed);
  progressed(true);
  if (lostStaging(failed())) return "lost";
  if (!ended()) return "stopped";
  const counts = read.reduce((sum, progress) => addCounts(sum, progress.counts), skippedCounts);
  return finish(pass, mark, counts);
}

function stopping(pass: Pass): boolean {
  return pass.signal.aborted || pass.context.drain.aborted || pass.flowTotals.left <= 0;
}

/** DL-8: partitions that have a checkpoint and are no longer listed were read to their end, with nothing in them. */
async function emptyVanished(
  pass: Pass,
  committer: Committer,
  met: ReadonlySet<string>,
): Promise<Progress[]> {
  const emptied: Progress[] = [];
  for await (const saved of pass.context.state.list(whereOf(pass), pass.signal)) {
    const already = saved.complete && saved.counts.rows === 0 && saved.version === null;
    if (saved.partition === "" || met.has(saved.partition) || already) continue;
    const partition = { key: saved.partition };
    const progress = beginProgress(partition, pass.window, saved.seq);
    emptied.push(progress);
    await committer.submit({
      progress,
      chunks: [],
      tally: emptyTally(),
      rejected: [],
      meters: [],
      issues: undefined,
      state: undefined,
      overlap: undefined,
      checkpoint: "complete",
      size: 1,
    });
  }
  return emptied;
}

async function finish(pass: Pass, mark: Checkpoint, counts: Tally): Promise<GenerationEnd> {
  const { context, planned, table, window } = pass;
  const { rules, broken } = judgeRules(pass, mark.rules);
  const refused = emptyRefresh(planned, counts) ?? broken;
  const ended = checkpointOf(pass, {
    partition: { key: "" },
    state: null,
    complete: true,
    window,
    counts,
    // What was refused is nothing to compare the next generation with.
    rules: refused === undefined ? rules : mark.rules,
    seq: mark.seq + 1,
  });
  if (refused !== undefined) {
    // The generation ends without a swap: the old rows stay, and the next run begins a new one.
    await context.state.save([ended], pass.signal);
    await forgetBackfill(pass);
    throw refused;
  }
  try {
    const writer = await table.writer([]);
    await writer.finish(ended);
  } catch (error) {
    if (lostStaging(error)) return "lost";
    throw error;
  }
  if (!context.transactional) await context.state.save([ended], pass.signal);
  await forgetBackfill(pass);
  return "finished";
}

/** A backfill is over when its generation is: its checkpoints would only be in the way of the next one. */
async function forgetBackfill(pass: Pass): Promise<void> {
  const { state, lease } = pass.context;
  if (pass.scope !== "") await state.remove(whereOf(pass), lease.fence, pass.signal);
}

function emptyRefresh({ flow, spec }: Pass["planned"], { rows }: Tally): BrainError | undefined {
  if (flow.mode !== "replace" || rows > 0 || spec.options.allowEmpty === true) return undefined;
  return new DataQualityError({
    code: "empty_refresh",
    message: `The refresh of ${flow.table} brought no record, so its old rows were kept.`,
    context: { flow: flow.name, table: flow.table },
  });
}

/** Takes over what was measured of a partition that is durable to its end; it need not be held twice. */
function measureAll({ measures }: Pass, progress: Progress): void {
  if (progress.failed !== undefined) return;
  try {
    measures.add({ rules: progress.rules, read: progress.counts.read });
    progress.rules = undefined;
  } catch (error) {
    progress.failed = error instanceof Error ? error : new Error(String(error));
  }
}

/** CP-3: a generation that was continued long after its window ended is followed by the next at once. */
export function isBehind(pass: Pass): boolean {
  return pass.context.clock.now() - Date.parse(pass.window.to) > limits.behindMs;
}

function lostStaging(error: unknown): boolean {
  return BrainError.isInstance(error) && error.code === "staging_lost";
}
