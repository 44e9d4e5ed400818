import { CancelledError, type Batch, type Rejection, type TableWriter } from "@brain/core";
import { setImmediate } from "node:timers/promises";
import type { NumberedBatch } from "./batches.ts";
import { commitUnit, finishGeneration } from "./commit.ts";
import { createDeletes } from "./deletes.ts";
import { tableError } from "./errors.ts";
import type { Kind } from "./kind.ts";
import type { Column } from "./layout.ts";
import { learnFields } from "./learn.ts";
import { createStage } from "./stage.ts";
import { bringTable } from "./table.ts";
import type { Step, Target } from "./target.ts";

/** Values appended before others in the process get their turn: some 50 ms. */
const SLICE_CELLS = 100_000;
/** Rows that an appender holds: as many as a usual commit has. Emptying it for each page takes ten times as long as filling it. */
const FLUSH_ROWS = 10_000;

export async function createTableWriter(target: Target): Promise<TableWriter> {
  const { database, connection, spec, name } = target;
  let schema = spec.jsonSchema;
  const learnt = new Map<string, Kind>();
  let shape = -1;
  let columns: readonly Column[] = [];
  const bring = async (): Promise<void> => {
    const brought = await bringTable(connection, name, schema, learnt, spec);
    if (brought.widened) database.shape.version += 1;
    shape = database.shape.version;
    columns = brought.columns;
  };
  await database.inTurn(bring);
  const stage = await createStage(connection, columns, spec.unknownFields === "keep");
  const deletes = createDeletes(connection, spec);
  let steps: Step[] = [];
  let batches: NumberedBatch[] = [];
  let staged = 0;
  let flushed = 0;
  let used = false;

  /** Steps of one kind that follow each other are one. */
  const note = (step: Step): void => {
    const last = steps.at(-1);
    const goesOn =
      last?.kind === step.kind &&
      (last.kind === "rows" || (step.kind === "deletes" && last.fields === step.fields));
    if (goesOn) steps[steps.length - 1] = { ...last, to: step.to };
    else steps.push(step);
  };

  const flush = (): void => {
    stage.flush();
    flushed = staged;
  };

  const forget = async (): Promise<void> => {
    steps = [];
    batches = [];
    staged = flushed = 0;
    if (!used) return;
    await stage.reset(columns);
    await deletes.reset();
    used = false;
  };

  const stageDeletes = async (batch: Batch): Promise<void> => {
    for (const match of batch.deletes) {
      const fields = await deletes.add(match, columns, staged);
      if (fields !== undefined) note({ kind: "deletes", fields, from: staged, to: ++staged });
    }
  };

  const stageRecords = async (batch: Batch, signal: AbortSignal): Promise<Rejection[]> => {
    const rejected: Rejection[] = [];
    const number = database.nextBatch();
    const first = staged;
    const slice = Math.max(1, Math.floor(SLICE_CELLS / (columns.length + 1)));
    for (const [index, record] of batch.records.entries()) {
      if (index > 0 && index % slice === 0) {
        flush();
        await setImmediate();
        if (signal.aborted) {
          rejected.push(...cutOff(batch.records.length, index));
          break;
        }
      }
      const refused = stage.add(record, number, staged);
      if (refused === undefined) staged += 1;
      else rejected.push(rejection(index, refused.field, refused.misfit));
    }
    if (staged > first) {
      const { id, stream, partition, generation } = batch;
      batches.push({ number, batch: { id, stream, partition, generation } });
      note({ kind: "rows", from: first, to: staged });
    }
    // What an appender holds counts towards no memory limit.
    if (staged - flushed >= FLUSH_ROWS) flush();
    return rejected;
  };

  return {
    async write(batch, { signal }) {
      if (signal.aborted) throw cancelled(batch, signal);
      used = true;
      try {
        const fields = new Set(Object.keys(schema.properties ?? {}));
        if (spec.unknownFields === "evolve" && learnFields(learnt, fields, batch.records)) {
          await database.inTurn(bring);
          await stage.change(columns);
        }
        await stageDeletes(batch);
        return { rejected: await stageRecords(batch, signal) };
      } catch (cause) {
        throw tableError(spec.name, `staging batch ${batch.id}`, cause);
      }
    },

    async commit(checkpoints, quarantined = []) {
      try {
        flush();
        deletes.flush();
        const unit = { steps, batches, deletes, checkpoints, quarantined };
        await database.inTurn(async () => {
          if (shape !== database.shape.version) {
            await bring();
            await stage.change(columns);
          }
          await commitUnit(target, { ...unit, columns });
        });
        await forget();
      } catch (cause) {
        throw tableError(spec.name, "committing", cause);
      }
    },

    rollback: forget,

    async evolve(jsonSchema) {
      try {
        schema = jsonSchema;
        await database.inTurn(bring);
        await stage.reset(columns);
      } catch (cause) {
        throw tableError(spec.name, "adding columns", cause);
      }
    },

    async finish(mark) {
      try {
        await forget();
        await finishGeneration(target, mark);
      } catch (cause) {
        throw tableError(spec.name, "ending the generation", cause);
      }
    },

    async [Symbol.asyncDispose]() {
      stage.close();
      deletes.close();
      connection.closeSync();
    },
  };
}

function rejection(
  index: number,
  field: string,
  { code, message }: { readonly code: string; readonly message: string },
): Rejection {
  return { index, issue: { path: [field], code, message }, retryable: false };
}

/** Records from `first` on that an abort kept out of the stage. */
function cutOff(count: number, first: number): Rejection[] {
  return Array.from({ length: count - first }, (_, at) => ({
    index: first + at,
    issue: { path: [], code: "cancelled", message: "The run was cancelled before this record" },
    retryable: true,
  }));
}

function cancelled(batch: Batch, signal: AbortSignal): CancelledError {
  return new CancelledError({
    code: "cancelled",
    message: `Batch ${batch.id} of stream ${batch.stream} was not written: the run was cancelled.`,
    cause: signal.reason,
  });
}
