import type { TableSpec } from "@brain/core";
import type { DuckDBAppender, DuckDBConnection, DuckDBTimestampValue } from "@duckdb/node-api";
import { mismatch } from "./errors.ts";
import { toColumn, type Column } from "./layout.ts";
import { quote } from "./names.ts";
import type { Range } from "./stage.ts";

/** Deletes that name the same fields, waiting for their commit. */
interface DeleteTable {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly appender: DuckDBAppender;
}

/** Deletes of one table of them, by their numbers. */
export interface DeleteStep extends Range {
  readonly kind: "deletes";
  readonly fields: string;
}

export interface Deletes {
  /** Stages a delete; @returns the fields it names, or undefined when no row can equal it. */
  add(match: object, columns: readonly Column[], number: number): Promise<string | undefined>;
  flush(): void;
  /** Removes or marks what equals the deletes of a step, in the transaction that the connection is in. */
  apply(step: DeleteStep, target: string, at: DuckDBTimestampValue): Promise<void>;
  reset(): Promise<void>;
  close(): void;
}

export function createDeletes(connection: DuckDBConnection, spec: TableSpec): Deletes {
  const tables = new Map<string, DeleteTable>();

  const create = async (
    fields: readonly string[],
    columns: readonly Column[],
  ): Promise<DeleteTable> => {
    const named = fields.map((field) => {
      const column = columns.find((each) => each.field === field);
      if (column === undefined) {
        throw mismatch(spec.name, `deletes name the field ${field}, which has no column`);
      }
      return toColumn(field, column.name, column.kind, column.type);
    });
    const name = `_brain_deletes_${tables.size}`;
    const all = named.map((column) => `${quote(column.name)} ${column.type}`);
    await connection.run(`create or replace temp table ${name}(_n BIGINT, ${all.join(", ")})`);
    const appender = await connection.createAppender(name, "main", "temp");
    return { name, columns: named, appender };
  };
  const close = (): void => {
    for (const { appender } of tables.values()) {
      appender.clear();
      appender.closeSync();
    }
    tables.clear();
  };

  return {
    async add(match, columns, number) {
      const values = new Map(Object.entries(match).filter(([, value]) => value !== undefined));
      const fields = [...values.keys()].toSorted();
      // One that names no field would equal every row.
      if (fields.length === 0) return undefined;
      const key = JSON.stringify(fields);
      const table = tables.get(key) ?? (await create(fields, columns));
      tables.set(key, table);
      for (const { field, cell } of table.columns) {
        if (cell.take(values.get(field)) !== undefined) return undefined;
      }
      table.appender.appendBigInt(BigInt(number));
      for (const { cell } of table.columns) cell.put(table.appender);
      table.appender.endRow();
      return key;
    },

    flush() {
      for (const { appender } of tables.values()) appender.flushSync();
    },

    async apply({ fields, from, to }, target, at) {
      const table = tables.get(fields);
      if (table === undefined) return;
      const same = table.columns.map(({ field, name }) => {
        const column = quote(name);
        return field === spec.version
          ? `(t.${column} is null or t.${column} <= d.${column})`
          : `t.${column} is not distinct from d.${column}`;
      });
      const where = [`d._n >= ${from}`, `d._n < ${to}`, ...same].join(" and ");
      if (spec.deletes === "mark") {
        await connection.run(
          `update ${quote(target)} t set _deleted_at = $1 from temp.${table.name} d
           where t._deleted_at is null and ${where}`,
          [at],
        );
      } else {
        await connection.run(
          `delete from ${quote(target)} t using temp.${table.name} d where ${where}`,
        );
      }
    },

    async reset() {
      const used = [...tables.values()];
      close();
      for (const { name } of used) await connection.run(`drop table if exists temp.${name}`);
    },

    close,
  };
}
