import type { Checkpoint, QuarantineEntry } from "@brain/core";
import { DuckDBTimestampValue } from "@duckdb/node-api";
import { addBatches, sweep, type NumberedBatch } from "./batches.ts";
import { saveCheckpoints } from "./checkpoints.ts";
import type { Deletes } from "./deletes.ts";
import { mismatch } from "./errors.ts";
import type { Column } from "./layout.ts";
import { mergeRows, type Merge } from "./merge.ts";
import { toTableName } from "./names.ts";
import { addEntries } from "./quarantine.ts";
import { dropStaging, isFinished, swapStaging } from "./staging.ts";
import type { Step, Target } from "./target.ts";
import { transaction } from "./transaction.ts";

/** All that one commit makes durable. */
export interface CommitUnit {
  readonly columns: readonly Column[];
  readonly steps: readonly Step[];
  readonly batches: readonly NumberedBatch[];
  readonly deletes: Deletes;
  readonly checkpoints: readonly Checkpoint[];
  readonly quarantined: readonly QuarantineEntry[];
}

/** Rows, deletes, checkpoints and quarantine in one transaction, or none of them. Called in turn. */
export async function commitUnit(target: Target, unit: CommitUnit): Promise<void> {
  const { database, connection, spec, name, clock } = target;
  const { steps, batches, deletes, checkpoints, quarantined } = unit;
  if (steps.length + checkpoints.length + quarantined.length === 0) return;
  const at = new DuckDBTimestampValue(BigInt(Math.round(clock.now())) * 1000n);
  await transaction(connection, async () => {
    await saveCheckpoints(connection, checkpoints);
    await addBatches(connection, spec, name, batches, at);
    const merge = toMerge(target, unit);
    for (const step of steps) {
      if (step.kind === "rows") await mergeRows(connection, merge, step);
      else await deletes.apply(step, name, at);
    }
    if (spec.mode === "mirror") {
      await sweep(connection, name, spec.deletes === "mark" ? at : undefined);
    } else if (spec.mode === "replace") {
      await sweep(connection, name, undefined);
    }
    await addEntries(connection, quarantined);
  });
  await database.tidy(connection, rowsOf(steps));
}

/** The mark of the generation and, for `replace`, the swap, in one transaction. Nothing once the generation has ended. */
export async function finishGeneration(target: Target, mark: Checkpoint): Promise<void> {
  const { database, connection, spec, name } = target;
  await database.inTurn(async () => {
    const finished = await isFinished(connection, mark);
    await transaction(connection, async () => {
      if (finished) {
        if (spec.mode === "replace") await dropStaging(connection, name);
        return;
      }
      await saveCheckpoints(connection, [mark]);
      if (spec.mode === "replace") await swapStaging(connection, toTableName(spec.name), name);
    });
  });
}

function toMerge({ spec, name }: Target, { columns, steps }: CommitUnit): Merge {
  const columnOf = (field: string): string | undefined =>
    columns.find((column) => column.field === field)?.name;
  const keyed = spec.mode !== "append" && steps.some(({ kind }) => kind === "rows");
  const key = (keyed ? spec.primaryKey : []).map((field) => {
    const column = columnOf(field);
    if (column === undefined) throw mismatch(spec.name, `its key field ${field} has no column`);
    return column;
  });
  return {
    table: name,
    key,
    version: spec.version === undefined ? undefined : columnOf(spec.version),
    columns,
    keepsExtra: spec.unknownFields === "keep",
  };
}

function rowsOf(steps: readonly Step[]): number {
  return steps.reduce((sum, { kind, from, to }) => sum + (kind === "rows" ? to - from : 0), 0);
}
