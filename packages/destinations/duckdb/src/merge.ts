import type { DuckDBConnection } from "@duckdb/node-api";
import type { Column } from "./layout.ts";
import { quote } from "./names.ts";
import { STAGE, type Range } from "./stage.ts";

/** How staged rows get into a table. */
export interface Merge {
  readonly table: string;
  /** Columns of the key; empty: every row is one of its own. */
  readonly key: readonly string[];
  /** The column whose greater value wins. */
  readonly version: string | undefined;
  readonly columns: readonly Column[];
  readonly keepsExtra: boolean;
}

/**
 * Moves rows of the stage into the table, in the transaction that the connection is in: by delete and insert, which costs
 * what the rows cost and not what the table holds.
 *
 * Of one key the newest version wins, of equal ones the later received (OR-2). No version at all is the oldest.
 */
export async function mergeRows(
  connection: DuckDBConnection,
  merge: Merge,
  { from, to }: Range,
): Promise<void> {
  const table = quote(merge.table);
  const own = ["_batch", ...(merge.keepsExtra ? ["_extra"] : [])];
  const columns = [...merge.columns.map(({ name }) => quote(name)), ...own].join(", ");
  const range = `_n >= ${from} and _n < ${to}`;
  if (merge.key.length === 0) {
    await connection.run(
      `insert into ${table}(${columns}) select ${columns} from ${STAGE} where ${range} order by _n`,
    );
    return;
  }
  const key = merge.key.map(quote);
  const version = merge.version === undefined ? undefined : quote(merge.version);
  const newest = [...(version === undefined ? [] : [`${version} desc nulls last`]), "_n desc"];
  await connection.run(
    `create or replace temp table _brain_newest as select * from ${STAGE} where ${range}
     qualify row_number() over (partition by ${key.join(", ")} order by ${newest.join(", ")}) = 1`,
  );
  const same = key.map((column) => `t.${column} is not distinct from n.${column}`).join(" and ");
  if (version !== undefined) {
    const stays = `${same} and (t.${version} > n.${version} or (t.${version} is not null and n.${version} is null))`;
    // The generation did bring this record, though an older version of it: a sweep must not take the row.
    await connection.run(
      `update ${table} t set _batch = n._batch from temp._brain_newest n where ${stays}`,
    );
    await connection.run(`delete from temp._brain_newest n using ${table} t where ${stays}`);
  }
  await connection.run(`delete from ${table} t using temp._brain_newest n where ${same}`);
  await connection.run(
    `insert into ${table}(${columns}) select ${columns} from temp._brain_newest order by _n`,
  );
}
