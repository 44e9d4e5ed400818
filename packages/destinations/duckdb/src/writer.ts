import type { Batch, Checkpoint, Rejection, TableSpec, TableWriter } from "@brain/core";
import { DuckDBTimestampValue, type DuckDBAppender, type DuckDBConnection } from "@duckdb/node-api";
import { createCell, type Misfit } from "./cell.ts";
import { saveCheckpoints } from "./checkpoints.ts";
import type { Database } from "./database.ts";
import { deleteRows } from "./delete-rows.ts";
import { tableError } from "./errors.ts";
import { mergeStage, STAGE } from "./merge.ts";
import { quote } from "./names.ts";
import { addEntries } from "./quarantine.ts";
import { fitColumns, hasFinished, type Column, type Table } from "./table.ts";
import { transaction } from "./transaction.ts";

/** Rows that one appender holds before they go to the file's memory. */
const FLUSH_ROWS = 50_000;
const MICROS = 1_000n;

/**
 * Writes batches within one transaction until the commit. Rows with a key go to a temporary stage first and are merged
 * in order; the appender is closed before every commit, else its rows would land outside of it.
 */
export function createWriter(
  database: Database,
  connection: DuckDBConnection,
  spec: TableSpec,
  opened: Table,
): TableWriter {
  const keyed = spec.mode !== "append" && spec.primaryKey.length > 0;
  let table = opened;
  let begun = false;
  let appender: DuckDBAppender | undefined;
  let batches: { readonly number: bigint; readonly batch: Batch }[] = [];
  let rows = 0n;
  let order: readonly string[] | undefined;

  const begin = async (): Promise<void> => {
    if (begun) return;
    await connection.run("begin");
    begun = true;
    if (keyed) {
      await connection.run(
        `create or replace temp table ${STAGE} as select 0::BIGINT as _n, * from ${quote(table.target)} limit 0`,
      );
    }
  };
  const append = async (): Promise<DuckDBAppender> =>
    (appender ??= keyed
      ? await connection.createAppender(STAGE, "main", "temp")
      : await connection.createAppender(table.target));
  const settle = async (): Promise<void> => {
    const staged = appender !== undefined;
    appender?.closeSync();
    appender = undefined;
    if (keyed && staged) await mergeStage(connection, spec, table);
  };
  const undo = async (): Promise<void> => {
    try {
      appender?.closeSync();
    } finally {
      appender = undefined;
      batches = [];
      if (begun) await connection.run("rollback").catch(() => undefined);
      begun = false;
    }
  };

  return {
    async write(batch, { signal }) {
      signal.throwIfAborted();
      try {
        await begin();
        const number = database.nextBatch();
        batches.push({ number, batch });
        if (batch.deletes.length > 0) {
          await settle();
          await deleteRows(connection, spec, table, batch.deletes);
        }
        order ??= await columnOrder(connection, table.target);
        const rejected = appendRows(await append(), spec, table, order, batch, number, keyed, rows);
        rows += BigInt(batch.records.length);
        if (rows % BigInt(FLUSH_ROWS) < BigInt(batch.records.length)) appender?.flushSync();
        return { rejected };
      } catch (cause) {
        throw tableError(spec.name, "writing", cause);
      }
    },

    async commit(checkpoints, quarantined = []) {
      try {
        await database.inTurn(async () => {
          await begin();
          await settle();
          await saveBatches(connection, spec, batches);
          await saveCheckpoints(connection, checkpoints);
          if (spec.mode === "mirror" || table.staging) await sweep(connection, spec, table);
          await addEntries(connection, quarantined);
          await connection.run("commit");
          begun = false;
          batches = [];
        });
      } catch (cause) {
        throw tableError(spec.name, "committing", cause);
      }
    },

    rollback: undo,

    async evolve(jsonSchema) {
      await undo();
      const columns = await database.inTurn(() =>
        fitColumns(connection, spec, table.target, jsonSchema),
      );
      table = { ...table, columns };
      order = undefined;
    },

    async finish(mark) {
      await undo();
      try {
        await database.inTurn(() =>
          transaction(connection, () => finishGeneration(connection, spec, table, mark)),
        );
      } catch (cause) {
        throw tableError(spec.name, "ending the generation", cause);
      }
    },

    async [Symbol.asyncDispose]() {
      await undo();
      connection.closeSync();
    },
  };
}

async function columnOrder(connection: DuckDBConnection, target: string): Promise<string[]> {
  const reader = await connection.runAndReadAll(`select * from ${quote(target)} limit 0`);
  return reader.columnNames();
}

/** A record that a column cannot hold unchanged is refused whole; nothing of it was appended. */
function appendRows(
  to: DuckDBAppender,
  spec: TableSpec,
  table: Table,
  order: readonly string[],
  batch: Batch,
  number: bigint,
  keyed: boolean,
  before: bigint,
): Rejection[] {
  const rejected: Rejection[] = [];
  const byName = new Map(table.columns.map((column) => [column.name, column]));
  const places = order.map((name) => byName.get(name) ?? name);
  const known = new Set(table.columns.map(({ field }) => field));
  const extra = createCell("json", "JSON");
  for (const [index, record] of batch.records.entries()) {
    const misfit =
      take(table.columns, record) ?? toIssue("_extra", extra.take(extraOf(spec, record, known)));
    if (misfit !== undefined) {
      rejected.push({ index, issue: misfit, retryable: false });
      continue;
    }
    if (keyed) to.appendBigInt(before + BigInt(index));
    for (const place of places) {
      if (typeof place !== "string") place.cell.put(to);
      else if (place === "_batch") to.appendBigInt(number);
      else if (place === "_extra") extra.put(to);
      else to.appendNull();
    }
    to.endRow();
  }
  return rejected;
}

function take(columns: readonly Column[], record: object): Rejection["issue"] | undefined {
  for (const { field, cell } of columns) {
    const issue = toIssue(field, cell.take(Reflect.get(record, field)));
    if (issue !== undefined) return issue;
  }
  return undefined;
}

function toIssue(field: string, misfit: Misfit | undefined): Rejection["issue"] | undefined {
  if (misfit === undefined) return undefined;
  return { path: [field], code: misfit.code, message: misfit.message };
}

/** The fields that no column has, as one object; undefined where there are none or they are not kept. */
function extraOf(spec: TableSpec, record: object, known: ReadonlySet<string>): object | undefined {
  if (spec.unknownFields === "ignore") return undefined;
  const extra = Object.entries(record).filter(([field]) => !known.has(field));
  return extra.length === 0 ? undefined : Object.fromEntries(extra);
}

/** DL-6: what a row's number stands for. */
async function saveBatches(
  connection: DuckDBConnection,
  spec: TableSpec,
  batches: readonly { readonly number: bigint; readonly batch: Batch }[],
): Promise<void> {
  if (batches.length === 0) return;
  const at = BigInt(Date.now()) * MICROS;
  const to = await connection.createAppender("_brain_batches");
  for (const { number, batch } of batches) {
    to.appendBigInt(number);
    const { id, stream, partition, generation } = batch;
    for (const text of [id, spec.run, spec.pipeline, spec.flow, stream, partition, generation]) {
      to.appendVarchar(text);
    }
    to.appendVarchar(spec.name);
    to.appendTimestamp(new DuckDBTimestampValue(at));
    to.endRow();
  }
  to.closeSync();
}

/** DL-8: of partitions read to their end, the flow's rows that another reading brought. */
async function sweep(connection: DuckDBConnection, spec: TableSpec, table: Table): Promise<void> {
  await connection.run(
    `delete from ${quote(table.target)} t using _brain_batches b, temp._brain_points p
     where t._batch = b."number" and b.pipeline = p.pipeline and b.flow = p.flow
       and b."partition" = p."partition" and p.complete and p."partition" <> ''
       and b.generation <> p.batch_generation and b.pipeline = $1 and b.flow = $2`,
    [spec.pipeline, spec.flow],
  );
}

async function finishGeneration(
  connection: DuckDBConnection,
  spec: TableSpec,
  table: Table,
  mark: Checkpoint,
): Promise<void> {
  if (await hasFinished(connection, { ...spec, generation: mark.generation })) return;
  if (table.staging) {
    await connection.run(`drop table if exists ${quote(table.name)}`);
    await connection.run(`alter table ${quote(table.target)} rename to ${quote(table.name)}`);
  }
  await saveCheckpoints(connection, [mark]);
}
