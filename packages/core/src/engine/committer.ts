import { BrainError } from "../errors/brain-error.ts";
import { toCancelled } from "../errors/explain.ts";
import { limits } from "../limits.ts";
import { commitStaged, type StagedUnit } from "./commit.ts";
import type { Pass } from "./pass.ts";
import { stageChunk, type Refusal } from "./stage.ts";
import type { Progress, Unit } from "./unit.ts";

/** Commits the units of all partitions of a flow in groups; nothing on its writer ever overlaps. */
export interface Committer {
  /** Queues a unit; waits while as much is waiting as one commit takes. */
  submit(unit: Omit<Unit, "settle">): Promise<void>;
  /** The writer for one partition alone, whose unit is larger than a batch. */
  exclusive(): Promise<Exclusive>;
  /** No more units come: commits what waits, and resolves when that is done. */
  drain(): Promise<void>;
}

/** Until released, no other partition's rows are written. */
export interface Exclusive {
  /** Stages the unit's chunks. What was staged under `commit: false` is committed with the rest. */
  write(unit: Omit<Unit, "settle">, commit: boolean): Promise<void>;
  /** Rolls back what was staged and not committed, and lets the others go on. */
  release(): Promise<void>;
}

export function createCommitter(pass: Pass): Committer {
  const ready: Unit[] = [];
  const blocked: (() => void)[] = [];
  const { batchRecords, commitMs } = pass.context.limits;
  let size = 0;
  let draining = false;
  /** A writer that cannot forget what was staged would make it durable with the next commit. */
  let broken: Error | undefined;
  let wake: () => void = () => undefined;
  let tail: Promise<unknown> = Promise.resolve();

  const full = (): boolean => size >= batchRecords || ready.length >= limits.waitingUnits;
  const changed = (): Promise<void> => new Promise((resolve) => (wake = resolve));
  const alone = <T>(task: () => Promise<T>): Promise<T> => {
    const result = tail.then(() => {
      if (broken !== undefined) throw broken;
      return task();
    });
    tail = result.catch(() => undefined);
    return result;
  };

  /** Until a commit is due: enough is waiting, time is up, no more comes, or all is over. */
  const due = async (): Promise<void> => {
    const enough = new AbortController();
    let timeUp = false;
    const timer = pass.context.clock.sleep(commitMs, enough.signal).then(
      () => {
        timeUp = true;
        wake();
      },
      () => undefined,
    );
    while (!draining && !timeUp && !full() && !pass.signal.aborted) await changed();
    enough.abort();
    await timer;
  };

  const takeGroup = (): Unit[] => {
    const group: Unit[] = [];
    let taken = 0;
    while (taken < batchRecords) {
      const unit = ready.shift();
      if (unit === undefined) break;
      group.push(unit);
      taken += unit.size;
    }
    size -= taken;
    for (const resume of blocked.splice(0)) resume();
    return group;
  };

  const loop = async (): Promise<void> => {
    for (;;) {
      if (ready.length > 0) {
        await due();
        const group = takeGroup();
        await alone(() => commitGroup(pass, group)).catch((error: unknown) => {
          broken ??= toError(error);
          giveUp(group, broken);
        });
      } else if (draining) {
        return;
      } else {
        await changed();
      }
    }
  };
  const onAbort = (): void => wake();
  pass.signal.addEventListener("abort", onAbort);
  const running = loop();

  return {
    async submit(unit) {
      while (full()) await new Promise<void>((resolve) => blocked.push(resolve));
      const { progress } = unit;
      const before = progress.pending;
      progress.pending = new Promise((resolve) => {
        ready.push({ ...unit, settle: () => void before.then(resolve) });
      });
      size += unit.size;
      wake();
    },

    exclusive: () =>
      new Promise((resolve, reject) => {
        const turn = (): Promise<void> =>
          new Promise((done) => {
            const over = (error: unknown): void => {
              if (error !== undefined) broken ??= toError(error);
              done();
            };
            resolve(exclusiveWriter(pass, over));
          });
        alone(turn).catch(reject);
      }),

    async drain() {
      draining = true;
      wake();
      await running;
      pass.signal.removeEventListener("abort", onAbort);
    },
  };
}

function exclusiveWriter(pass: Pass, done: (broken: unknown) => void): Exclusive {
  let refusals: Refusal[] = [];
  let dirty = false;
  return {
    async write(unit, commit) {
      dirty = true;
      const { refusals: more } = await stageUnit(pass, { ...unit, settle: () => undefined });
      refusals.push(...more);
      if (!commit) return;
      const whole = { unit: { ...unit, settle: () => undefined }, refusals };
      const { error } = await commitStaged(pass, [whole]);
      dirty = false;
      refusals = [];
      if (error !== undefined) throw error;
    },
    async release() {
      try {
        if (dirty) await rollback(pass);
      } catch (error) {
        done(error);
        throw error;
      }
      done(undefined);
    },
  };
}

/** A group is committed together; where that fails, each unit by itself, so that only the guilty partition fails. */
async function commitGroup(pass: Pass, units: readonly Unit[]): Promise<void> {
  let group = units;
  for (;;) {
    if (pass.signal.aborted) return giveUp(group, toCancelled(pass.signal));
    giveUp(
      group.filter(({ progress }) => progress.failed !== undefined),
      undefined,
    );
    group = group.filter(({ progress }) => progress.failed === undefined);
    if (group.length === 0) return;
    const staged: StagedUnit[] = [];
    let current: Progress | undefined;
    try {
      for (const unit of group) {
        current = unit.progress;
        staged.push(await stageUnit(pass, unit));
      }
    } catch (error) {
      await rollback(pass);
      if (concernsAll(error)) return stop(pass, group, error);
      if (current !== undefined) current.failed = toError(error);
      continue;
    }
    try {
      const { error, rowsDurable } = await commitStaged(pass, staged);
      if (error === undefined) return giveUp(group, undefined);
      if (rowsDurable) return stop(pass, group, error);
      throw error;
    } catch (error) {
      await rollback(pass);
      if (group.length === 1 || concernsAll(error) || isUnknown(error)) {
        return stop(pass, group, error);
      }
      for (const unit of group) await commitGroup(pass, [unit]);
      return;
    }
  }
}

async function stageUnit(pass: Pass, unit: Unit): Promise<StagedUnit> {
  const refusals: Refusal[] = [];
  for (const chunk of unit.chunks) {
    if (chunk.rows.length === 0 && chunk.deletes.length === 0) continue;
    refusals.push(...(await stageChunk(pass, unit.progress, chunk)));
  }
  const policy = pass.context.definition.onInvalid ?? "quarantine";
  const invalid = refusals.map(({ chunk, at, issue }) => ({
    at,
    row: chunk.records[at] ?? {},
    step: "destination",
    issues: [issue],
    policy,
  }));
  if (invalid.length > 0) pass.invalid.check(0, invalid, unit.progress.partition.key);
  return { unit, refusals };
}

/** Nothing waits for these units any longer; with an error, because they could not be committed. */
function giveUp(units: readonly Unit[], error: unknown): void {
  for (const { progress, settle } of units) {
    if (error !== undefined) progress.failed ??= toError(error);
    settle();
  }
}

/** Where the failure concerns all, the pass is over before the next group is written: its turn comes sooner than its readers'. */
function stop(pass: Pass, units: readonly Unit[], error: unknown): void {
  if (concernsAll(error)) pass.note(error);
  giveUp(units, error);
}

async function rollback(pass: Pass): Promise<void> {
  await (await pass.table.opened())?.rollback();
}

/** Trying units one by one cannot help: the store, the lease or the whole run is gone. */
function concernsAll(error: unknown): boolean {
  const codes = ["lease_lost", "store_unavailable", "store_busy", "staging_lost", "cancelled"];
  return BrainError.isInstance(error) && codes.includes(error.code);
}

/** DL-7: the rows may be there. The next run writes them under the same batch ids, by which the destination can look. */
function isUnknown(error: unknown): boolean {
  return BrainError.isInstance(error) && error.code === "unknown_outcome";
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
