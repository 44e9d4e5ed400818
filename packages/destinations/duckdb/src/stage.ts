import type { DestinationError } from "@brain/core";
import type { DuckDBAppender, DuckDBConnection } from "@duckdb/node-api";
import { createCell, type Misfit } from "./cell.ts";
import { mismatch } from "./errors.ts";
import type { Column } from "./layout.ts";
import { quote } from "./names.ts";
import { alter } from "./table.ts";

export const STAGE = "temp._brain_stage";

/** Rows `from` up to, but not including, `to`, of the stage or of a table of deletes. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Rows that wait for their commit: in a temporary table, so that they neither take memory nor touch the file. */
export interface Stage {
  /** @returns why the record fits no row, and in which field; undefined: it is staged. */
  add(record: object, batch: bigint, number: number): { field: string; misfit: Misfit } | undefined;
  /** Makes what was added visible to statements. */
  flush(): void;
  /** Brings the stage to more or wider columns; what is in it stays. */
  change(columns: readonly Column[]): Promise<void>;
  /** Forgets all rows. */
  reset(columns: readonly Column[]): Promise<void>;
  close(): void;
}

export async function createStage(
  connection: DuckDBConnection,
  given: readonly Column[],
  keepsExtra: boolean,
): Promise<Stage> {
  const extra = createCell("json", "JSON");
  let columns = given;
  let known = fieldsOf(given);
  let appender = await create(connection, given, keepsExtra);

  return {
    add(record, batch, number) {
      // Records hold JSON; only their names and values matter here.
      const row = record as Readonly<Record<string, unknown>>;
      for (const { field, guarded, cell } of columns) {
        const value = guarded && !Object.hasOwn(row, field) ? undefined : row[field];
        const misfit = cell.take(value);
        if (misfit !== undefined) return { field, misfit };
      }
      if (keepsExtra) {
        const misfit = extra.take(unknownFields(row, known));
        if (misfit !== undefined) return { field: "_extra", misfit };
      }
      appender.appendBigInt(BigInt(number));
      appender.appendBigInt(batch);
      if (keepsExtra) extra.put(appender);
      for (const { cell } of columns) cell.put(appender);
      appender.endRow();
      return undefined;
    },

    flush() {
      appender.flushSync();
    },

    async change(next) {
      appender.closeSync();
      const types = new Map(columns.map(({ name, type }) => [name, type]));
      for (const { name, type } of next) {
        const from = types.get(name);
        if (from === type) continue;
        const to = await alter(connection, STAGE, { name, type, from });
        if (to !== type) throw tooWide(name, type);
      }
      appender = await appenderTo(connection);
      columns = next;
      known = fieldsOf(next);
    },

    async reset(next) {
      discard(appender);
      appender = await create(connection, next, keepsExtra);
      columns = next;
      known = fieldsOf(next);
    },

    close: () => discard(appender),
  };
}

async function create(
  connection: DuckDBConnection,
  columns: readonly Column[],
  keepsExtra: boolean,
): Promise<DuckDBAppender> {
  const own = ["_n BIGINT", "_batch BIGINT", ...(keepsExtra ? ["_extra JSON"] : [])];
  const all = [...own, ...columns.map(({ name, type }) => `${quote(name)} ${type}`)];
  await connection.run(`create or replace temp table _brain_stage(${all.join(", ")})`);
  return appenderTo(connection);
}

function appenderTo(connection: DuckDBConnection): Promise<DuckDBAppender> {
  return connection.createAppender("_brain_stage", "main", "temp");
}

/** Another flow widened the table's column meanwhile, in a way that cannot hold what is staged here. */
function tooWide(column: string, type: string): DestinationError {
  return mismatch(
    "of this flow",
    `its column ${column} became ${type}, which cannot hold what was read`,
  );
}

/** Rows that were not flushed are of no use any more. */
function discard(appender: DuckDBAppender): void {
  appender.clear();
  appender.closeSync();
}

function fieldsOf(columns: readonly Column[]): ReadonlySet<string> {
  return new Set(columns.map(({ field }) => field));
}

function unknownFields(
  row: Readonly<Record<string, unknown>>,
  known: ReadonlySet<string>,
): object | undefined {
  let extra: Record<string, unknown> | undefined;
  for (const field in row) {
    if (known.has(field)) continue;
    // Without a prototype, `__proto__` is a field like any other.
    extra ??= Object.create(null) as Record<string, unknown>;
    extra[field] = row[field];
  }
  return extra;
}
