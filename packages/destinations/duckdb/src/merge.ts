import type { DuckDBConnection } from "@duckdb/node-api";
import type { Column } from "./layout.ts";
import { quote } from "./names.ts";
import { STAGE, type Range } from "./stage.ts";
import { rowsOf } from "./transaction.ts";

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
      `insert into ${table}(${columns}) select ${columns} from ${STAGE} where ${range}`,
    );
    return;
  }
  const key = merge.key.map(quote);
  const version = merge.version === undefined ? undefined : quote(merge.version);
  const newest = [...(version === undefined ? [] : [`${version} desc nulls last`]), "_n desc"];
  const judged = [...new Set([...key, ...(version === undefined ? [] : [version])])].join(", ");
  // Only what the choice needs: the rows themselves may be wide.
  await connection.run(
    `create or replace temp table _brain_newest as select _n, _batch, ${judged} from ${STAGE} where ${range}
     qualify row_number() over (partition by ${key.join(", ")} order by ${newest.join(", ")}) = 1`,
  );
  await removeOlder(connection, table, key, version);
  await connection.run(
    `insert into ${table}(${columns}) select ${columns} from ${STAGE}
     where ${range} and _n in (select _n from temp._brain_newest)`,
  );
}

/** Removes the rows that the newest staged ones replace, and the staged ones that an existing row is newer than. */
async function removeOlder(
  connection: DuckDBConnection,
  table: string,
  key: readonly string[],
  version: string | undefined,
): Promise<void> {
  const same = key.map((column) => `t.${column} is not distinct from n.${column}`).join(" and ");
  const stays =
    version === undefined
      ? "false"
      : `coalesce(t.${version} > n.${version}, t.${version} is not null)`;
  // The table is searched once; what was found is then reached by place.
  await connection.run(
    `create or replace temp table _brain_met as select n._n, n._batch, t.rowid as place, ${stays} as stays
     from temp._brain_newest n join ${table} t on ${same}`,
  );
  const [found] = await rowsOf(
    connection,
    "select count(*) filter (stays), count(*) filter (not stays) from temp._brain_met",
  );
  const [older, replaced] = [Number(found?.[0] ?? 0), Number(found?.[1] ?? 0)];
  if (older > 0) {
    // The generation did bring this record, though an older version of it: a sweep must not take the row.
    await connection.run(
      `update ${table} t set _batch = m._batch from temp._brain_met m where t.rowid = m.place and m.stays`,
    );
    await connection.run(
      "delete from temp._brain_newest where _n in (select _n from temp._brain_met where stays)",
    );
  }
  if (replaced > 0) {
    await connection.run(
      `delete from ${table} where rowid in (select place from temp._brain_met where not stays)`,
    );
  }
}
