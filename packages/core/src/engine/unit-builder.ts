import type { Severity } from "../dataset-rule.ts";
import type { Json } from "../json.ts";
import { limits } from "../limits.ts";
import type { IssueSample } from "../report.ts";
import type { Page } from "../stream.ts";
import { batchNames, type BatchOrigin, type Reached } from "./batch-id.ts";
import type { Committer, Exclusive } from "./committer.ts";
import { createIssueLog, type IssueLog } from "./issue-log.ts";
import type { Meters } from "./measures.ts";
import type { Pass } from "./pass.ts";
import type { Rejected } from "./quarantine.ts";
import type { Warned } from "./step.ts";
import type { Applied } from "./steps.ts";
import { emptyTally, type Tally } from "./tally.ts";
import type { Chunk, Progress, Unit } from "./unit.ts";

/** Collects pages until their checkpoint, and hands them over as units. */
export interface UnitBuilder {
  /** `records` as they came, `applied` what the steps made of them. */
  add(page: Page<object>, applied: Applied): Promise<void>;
  /** Where the dataset rules measure the unit that is being built. */
  meters(): Meters;
  /** Ends the unit: with the page's checkpoint, at the partition's end, or without a checkpoint under a limit. */
  end(
    state: Json | undefined,
    checkpoint: Unit["checkpoint"],
    overlap?: Unit["overlap"],
  ): Promise<void>;
  /** Gives up what was not handed over. */
  abandon(): Promise<void>;
}

export function createUnitBuilder(
  pass: Pass,
  progress: Progress,
  committer: Committer,
  begin: { readonly state: Json | undefined; readonly position: number },
): UnitBuilder {
  const { definition } = pass.context;
  const { batchRecords } = pass.context.limits;
  const { flow, spec } = pass.planned;
  const origin: BatchOrigin = {
    pipeline: definition.name,
    flow: flow.name,
    scope: pass.scope,
    generation: pass.generation,
    partition: progress.partition.key,
    version: progress.partition.version ?? null,
  };
  const names = batchNames(origin);
  const ignoresDeletes = spec.options.deletes === "ignore" || flow.mode === "append";
  let { state, position } = begin;
  let after: Reached = { state: state ?? null, read: position, deleted: progress.counts.deleted };
  let chunks: Chunk[] = [];
  let tally: Tally = emptyTally();
  let rejected: Rejected[] = [];
  let meters = pass.measures.start();
  let issues: IssueLog | undefined;
  let held = 0;
  let ordinal = 0;
  let exclusive: Exclusive | undefined;

  /** Only a unit that has the writer to itself may write small batches: taking it earlier would hold up the others. */
  const most = (): number =>
    exclusive === undefined ? batchRecords : Math.min(batchRecords, limits.spilledRecords);

  const unit = (
    checkpoint: Unit["checkpoint"],
    at: Json | undefined,
    overlap: Unit["overlap"],
  ): Omit<Unit, "settle"> => ({
    progress,
    chunks,
    tally,
    rejected,
    meters,
    issues,
    state: at,
    overlap,
    checkpoint,
    size: held + 1,
  });

  const addChunk = async (page: Page<object>, applied: Applied): Promise<void> => {
    const deletes = ignoresDeletes ? [] : (page.deletes ?? []);
    const last = chunks.at(-1);
    if (last === undefined || deletes.length > 0) {
      const id = (await names)(after, ordinal++);
      const { rows, of } = applied;
      chunks.push({ id, rows, of, records: [...page.records], position, deletes });
      return;
    }
    const offset = last.records.length;
    for (const row of applied.rows) last.rows.push(row);
    for (const at of applied.of) last.of.push(at + offset);
    for (const record of page.records) last.records.push(record);
  };

  /** A unit larger than a batch is written as it grows, so that nothing of it has to be held. */
  const spill = async (): Promise<void> => {
    if (exclusive === undefined) {
      await progress.pending;
      if (progress.failed !== undefined) throw progress.failed;
      exclusive = await committer.exclusive();
    }
    await exclusive.write(unit("none", state, undefined), false);
    chunks = [];
    held = 0;
  };

  const noteIssues = (page: Page<object>, found: Warned, severity: Severity): void => {
    const { at, step, row } = found;
    const partition = progress.partition.key;
    const where = { partition, position: position + at };
    const record = page.records[at] ?? {};
    issues ??= createIssueLog();
    for (const issue of found.issues) {
      const sample = (): IssueSample => pass.showSample(where, record, row, issue);
      issues.note({ issue, step, severity, ...where, sample });
    }
  };

  return {
    meters: () => meters,

    async add(page, applied) {
      await addChunk(page, applied);
      count(tally, page, applied, ignoresDeletes);
      for (const warned of applied.warned) noteIssues(page, warned, "warn");
      for (const invalid of applied.invalid) {
        const { at, step, policy } = invalid;
        noteIssues(page, invalid, "error");
        if (policy !== "quarantine") continue;
        rejected.push({
          position: position + at,
          record: page.records[at] ?? {},
          step,
          issues: invalid.issues,
        });
      }
      position += page.records.length + (page.deduplicated ?? 0);
      held += page.records.length + (page.deletes?.length ?? 0);
      if (page.checkpoint === undefined && held >= most()) await spill();
    },

    async end(at, checkpoint, overlap) {
      // A page cut by the limit is another body than the whole one, which the next run brings.
      if (checkpoint === "none") {
        chunks = chunks.map((chunk) => ({ ...chunk, id: `${chunk.id}.${position}` }));
      }
      const whole = unit(checkpoint, at, overlap);
      if (exclusive === undefined) {
        await committer.submit(whole);
      } else {
        await exclusive.write(whole, true);
        await exclusive.release();
        exclusive = undefined;
      }
      state = at;
      after = { state: at ?? null, read: position, deleted: after.deleted + tally.deleted };
      chunks = [];
      tally = emptyTally();
      rejected = [];
      meters = pass.measures.start();
      issues = undefined;
      held = 0;
      ordinal = 0;
      if (progress.failed !== undefined) throw progress.failed;
    },

    async abandon() {
      await exclusive?.release();
      exclusive = undefined;
    },
  };
}

function count(tally: Tally, page: Page<object>, applied: Applied, ignoresDeletes: boolean): void {
  const deduplicated = page.deduplicated ?? 0;
  const dropped = applied.invalid.filter(({ policy }) => policy === "drop").length;
  tally.read += page.records.length + deduplicated;
  tally.deduplicated += deduplicated;
  tally.dropped += dropped;
  tally.quarantined += applied.invalid.length - dropped;
  tally.filtered += applied.filtered;
  tally.written += page.records.length - applied.invalid.length - applied.filtered;
  tally.rows += applied.rows.length;
  tally.deleted += ignoresDeletes ? 0 : (page.deletes?.length ?? 0);
}
