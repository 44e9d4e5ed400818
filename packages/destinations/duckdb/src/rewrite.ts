import type { Rewrite, RewrittenPart } from "@brain/core";
import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import type { Database } from "./database.ts";
import { tableError } from "./errors.ts";
import { quote } from "./names.ts";
import { rowsOf, transaction } from "./transaction.ts";

/** Rows of one part, unless a single batch has more. */
const PART_ROWS = 5_000;

/** The batches of one part: rows name theirs, and keep it, whatever is rewritten. */
interface Range {
  readonly from: DuckDBValue;
  readonly to: DuckDBValue;
}

/**
 * Rewrites the texts of one flow in its table and in the staging of an unfinished `replace`. Found again by their value, so
 * that one which changed meanwhile is left alone; each part is one transaction.
 */
export async function* rewriteTexts(
  database: Database,
  rewrite: Rewrite,
  signal?: AbortSignal,
): AsyncGenerator<RewrittenPart> {
  const connection = await database.connect();
  try {
    for (const [table, columns] of await textColumns(connection, rewrite)) {
      for (const range of await rangesOf(connection, table, rewrite)) {
        let seen = 0;
        let rewritten = 0;
        for (const column of columns) {
          signal?.throwIfAborted();
          const place = { table, column, range };
          const texts = await textsIn(connection, place, rewrite);
          seen += texts.length;
          if (texts.length === 0) continue;
          const replaced = await rewrite.replace(texts, column);
          const pairs = texts.flatMap((text, at) => {
            const to = replaced[at];
            return to === undefined || to === text ? [] : [[text, to] as const];
          });
          if (pairs.length > 0) {
            await database.inTurn(() => put(connection, place, pairs, rewrite));
          }
          rewritten += pairs.length;
        }
        yield { table, seen, rewritten };
      }
    }
  } catch (cause) {
    throw tableError(rewrite.flow, "rewriting", cause);
  } finally {
    connection.closeSync();
  }
}

/** The columns that can hold text, of every table that has rows of the flow. */
async function textColumns(
  connection: DuckDBConnection,
  { pipeline, flow }: Rewrite,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await rowsOf(
    connection,
    `select table_name, column_name from duckdb_columns()
     where database_name = current_database() and schema_name = 'main' and data_type in ('VARCHAR', 'JSON')
       and table_name in (select "table" from _brain_batches where pipeline = $1 and flow = $2)
     order by table_name, column_index`,
    [pipeline, flow],
  );
  const columns = new Map<string, string[]>();
  for (const [table, column] of rows) {
    const known = columns.get(String(table)) ?? [];
    columns.set(String(table), [...known, String(column)]);
  }
  return columns;
}

const OF_FLOW = `_batch in (select "number" from _brain_batches where pipeline = $1 and flow = $2)`;

async function rangesOf(
  connection: DuckDBConnection,
  table: string,
  { pipeline, flow }: Rewrite,
): Promise<readonly Range[]> {
  // Whoever has most of a part's rows before them belongs to it too: parts of about equal size.
  const rows = await rowsOf(
    connection,
    `with counted as (select _batch, count(*) as n from ${quote(table)} where ${OF_FLOW} group by _batch),
       summed as (select _batch, (sum(n) over (order by _batch) - n) // ${PART_ROWS} as part from counted)
     select min(_batch), max(_batch) from summed group by part order by part`,
    [pipeline, flow],
  );
  return rows.map(([from = null, to = null]) => ({ from, to }));
}

interface Place {
  readonly table: string;
  readonly column: string;
  readonly range: Range;
}

async function textsIn(
  connection: DuckDBConnection,
  { table, column, range }: Place,
  { pipeline, flow, containing }: Rewrite,
): Promise<readonly string[]> {
  const text = `${quote(column)}::varchar`;
  const rows = await rowsOf(
    connection,
    `select distinct ${text} from ${quote(table)}
     where ${OF_FLOW} and _batch between $3 and $4 and contains(${text}, $5)`,
    [pipeline, flow, range.from, range.to, containing],
  );
  return rows.map(([value]) => String(value));
}

async function put(
  connection: DuckDBConnection,
  { table, column, range }: Place,
  pairs: readonly (readonly [string, string])[],
  { pipeline, flow }: Rewrite,
): Promise<void> {
  await transaction(connection, async () => {
    await connection.run(`create or replace temp table _brain_rewritten(old VARCHAR, new VARCHAR)`);
    const appender = await connection.createAppender("_brain_rewritten", "main", "temp");
    for (const [old, now] of pairs) {
      appender.appendVarchar(old);
      appender.appendVarchar(now);
      appender.endRow();
    }
    appender.closeSync();
    const name = quote(column);
    await connection.run(
      `update ${quote(table)} t set ${name} = r.new from temp._brain_rewritten r
       where t.${OF_FLOW} and t._batch between $3 and $4 and t.${name}::varchar = r.old`,
      [pipeline, flow, range.from, range.to],
    );
  });
}
