import type { Checkpoint } from "../checkpoint.ts";
import { InvariantError } from "../errors/kinds.ts";
import type { IssueSample } from "../report.ts";
import type { QuarantineEntry } from "../stores/quarantine-store.ts";
import type { Meters } from "./measures.ts";
import { batchGeneration, checkpointOf, type Pass } from "./pass.ts";
import { toEntries, type Rejected } from "./quarantine.ts";
import type { Refusal } from "./stage.ts";
import { addCounts, balances, emptyTally, type Tally } from "./tally.ts";
import type { Progress, Unit } from "./unit.ts";

/** A unit whose rows the destination has, but has not made durable. */
export interface StagedUnit {
  readonly unit: Unit;
  readonly refusals: readonly Refusal[];
}

/** What a commit brings to one partition. */
interface Gain {
  readonly progress: Progress;
  readonly added: Tally;
  readonly meters: Meters[];
  point:
    | (Pick<Unit, "state" | "overlap"> & {
        readonly complete: boolean;
        readonly counts: Tally;
        rules: Checkpoint["rules"];
      })
    | undefined;
}

/**
 * Makes staged units durable, then (or with them) the checkpoints of their partitions, and only then counts them (CP-1).
 *
 * @returns false when the rows are durable but their checkpoints could not be saved: nothing may be written again here.
 */
export async function commitStaged(
  pass: Pass,
  staged: readonly StagedUnit[],
): Promise<{ readonly rowsDurable: boolean; readonly error?: unknown }> {
  const { context, table, planned } = pass;
  const since = context.clock.monotonic();
  const gains = gainsOf(pass, staged);
  const points = gains.flatMap(({ progress, point }) => {
    if (point === undefined) return [];
    const { partition, window, seq } = progress;
    const overlap = point.overlap?.();
    return [checkpointOf(pass, { ...point, overlap, partition, window, seq: seq + 1 })];
  });
  const entries = await quarantineEntries(pass, staged);
  const own = context.quarantine === context.definition.destination.quarantine;
  if (entries.length > 0 && !own) await context.quarantine?.add(entries, pass.signal);

  const content =
    (own && entries.length > 0) ||
    staged.some(({ unit }) =>
      unit.chunks.some(({ rows, deletes }) => rows.length + deletes.length > 0),
    );
  const whole = planned.flow.mode === "mirror" || planned.flow.mode === "replace";
  const writer = content || whole ? await table.writer([]) : await table.opened();
  if (writer !== undefined) await writer.commit(points, own ? entries : []);
  if (writer === undefined || !context.transactional) {
    try {
      await context.state.save(points, pass.signal);
    } catch (error) {
      return { rowsDurable: writer !== undefined, error };
    }
  }
  book(pass, gains, context.clock.monotonic() - since);
  reportIssues(pass, staged);
  announceQuarantine(pass, staged);
  return { rowsDurable: true };
}

/** By partition: what all its units add, and where the last of them leaves it. */
function gainsOf(pass: Pass, staged: readonly StagedUnit[]): Gain[] {
  const gains = new Map<Progress, Gain>();
  for (const { unit, refusals } of staged) {
    const { progress } = unit;
    const gain: Gain = gains.get(progress) ?? {
      progress,
      added: emptyTally(),
      meters: [],
      point: undefined,
    };
    gains.set(progress, gain);
    const tally = afterRefusals(pass, unit.tally, refusals);
    if (!balances(tally)) throw unbalanced(pass, tally);
    addCounts(gain.added, tally);
    if (unit.checkpoint !== "none") {
      const counts = addCounts(addCounts(emptyTally(), progress.counts), gain.added);
      const { state, overlap } = unit;
      gain.meters.push(unit.meters);
      const complete = unit.checkpoint === "complete";
      gain.point = { state, overlap, complete, counts, rules: undefined };
    }
  }
  for (const { progress, meters, point } of gains.values()) {
    if (point === undefined) continue;
    const { rules, counts } = progress;
    point.rules = pass.measures.after({ rules, read: counts.read }, meters);
  }
  return [...gains.values()];
}

/** A record of which the destination refused a row was not written, but has the fate of an invalid one. */
function afterRefusals(pass: Pass, tally: Tally, refusals: readonly Refusal[]): Tally {
  const records = new Map<object, Set<number>>();
  for (const { chunk, at } of refusals) {
    records.set(chunk, (records.get(chunk) ?? new Set()).add(at));
  }
  let refused = 0;
  for (const set of records.values()) refused += set.size;
  const quarantined = (pass.context.definition.onInvalid ?? "quarantine") === "quarantine";
  return {
    ...tally,
    written: tally.written - refused,
    rows: tally.rows - refusals.length,
    quarantined: tally.quarantined + (quarantined ? refused : 0),
    dropped: tally.dropped + (quarantined ? 0 : refused),
  };
}

async function quarantineEntries(
  pass: Pass,
  staged: readonly StagedUnit[],
): Promise<QuarantineEntry[]> {
  const entries: QuarantineEntry[] = [];
  const keepsRefused = (pass.context.definition.onInvalid ?? "quarantine") === "quarantine";
  for (const { unit, refusals } of staged) {
    const rejected = [...unit.rejected, ...(keepsRefused ? refusedRecords(refusals) : [])];
    if (rejected.length === 0) continue;
    const { partition } = unit.progress;
    const where = { partition: partition.key, generation: batchGeneration(pass, partition) };
    entries.push(...(await toEntries(pass.context, pass.planned.flow, where, rejected)));
  }
  return entries;
}

function refusedRecords(refusals: readonly Refusal[]): Rejected[] {
  const records = new Map<number, Rejected>();
  for (const { chunk, at, issue } of refusals) {
    const position = chunk.position + at;
    const issues = [...(records.get(position)?.issues ?? []), issue];
    records.set(position, {
      position,
      record: chunk.records[at] ?? {},
      step: "destination",
      issues,
    });
  }
  return [...records.values()];
}

function book(pass: Pass, gains: readonly Gain[], durationMs: number): void {
  for (const { progress, added, point } of gains) {
    addCounts(pass.flowTotals.committed, added);
    if (point !== undefined) {
      progress.seq += 1;
      progress.counts = point.counts;
      progress.durable = point.state;
      progress.rules = point.rules;
      progress.overlap = point.overlap;
    }
    pass.context.emit({
      type: "commit",
      ...pass.place,
      partition: progress.partition.key,
      seq: progress.seq,
      counts: added,
      durationMs,
    });
  }
}

/** Only what is committed is told of. */
function reportIssues({ flowTotals, showSample }: Pass, staged: readonly StagedUnit[]): void {
  for (const { unit, refusals } of staged) {
    if (unit.issues !== undefined) flowTotals.issues.merge(unit.issues);
    const partition = unit.progress.partition.key;
    for (const { position, record, step, issues } of refusedRecords(refusals)) {
      const where = { partition, position };
      for (const issue of issues) {
        const sample = (): IssueSample => showSample(where, record, record, issue);
        flowTotals.issues.note({ issue, step, severity: "error", ...where, sample });
      }
    }
  }
}

function announceQuarantine(pass: Pass, staged: readonly StagedUnit[]): void {
  for (const { unit, refusals } of staged) {
    const rejected = [...unit.rejected, ...refusedRecords(refusals)];
    if (rejected.length === 0) continue;
    const issues = new Map<string, { path: string; code: string; records: number }>();
    for (const issue of rejected.flatMap((record) => record.issues)) {
      const path = issue.path.map(String).join(".");
      const known = issues.get(`${path} ${issue.code}`) ?? { path, code: issue.code, records: 0 };
      known.records += 1;
      issues.set(`${path} ${issue.code}`, known);
    }
    pass.context.emit({
      type: "quarantine",
      ...pass.place,
      partition: unit.progress.partition.key,
      records: rejected.length,
      issues: [...issues.values()],
    });
  }
}

function unbalanced(pass: Pass, tally: Tally): InvariantError {
  return new InvariantError({
    code: "books_unbalanced",
    message: `The counts of ${pass.place.stream} do not add up: ${JSON.stringify(tally)}.`,
    context: { flow: pass.place.flow },
  });
}
