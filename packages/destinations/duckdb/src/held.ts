import type { Held, HeldSearch } from "@brain/core";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Database } from "./database.ts";
import { storeError } from "./errors.ts";
import { quote } from "./names.ts";
import { rowsOf, transaction } from "./transaction.ts";

/** Texts in one statement: each is looked for in every value. */
const TEXTS_AT_ONCE = 500;

/**
 * Looks for texts in every table of the file, whoever made it: bookkeeping and quarantine are tables too. All in one
 * snapshot, on a connection of its own: writers go on meanwhile.
 */
export async function findHeld(
  database: Database,
  { texts, pipeline }: HeldSearch,
  signal?: AbortSignal,
): Promise<readonly Held[]> {
  // Before the scan: what a run wrote that ended meanwhile is found by it.
  const running = database.leases.taken().filter((name) => name !== pipeline);
  const held: Held[] = running.flatMap((name) =>
    texts.map((text) => ({ text, where: `a run of ${name} that is under way` })),
  );
  const connection = await database.connect();
  try {
    await transaction(connection, async () => {
      for (const table of await tablesOf(connection)) {
        for (let at = 0; at < texts.length; at += TEXTS_AT_ONCE) {
          signal?.throwIfAborted();
          held.push(...(await foundIn(connection, table, texts.slice(at, at + TEXTS_AT_ONCE))));
        }
      }
    });
    return held;
  } catch (cause) {
    throw storeError(database.path, "looking for texts", cause);
  } finally {
    connection.closeSync();
  }
}

interface Table {
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly string[];
}

/** All tables with the columns whose values can have text in them: also lists, structs and blobs. */
async function tablesOf(connection: DuckDBConnection): Promise<readonly Table[]> {
  const rows = await rowsOf(
    connection,
    `select c.schema_name, c.table_name, c.column_name from duckdb_columns() c
     join duckdb_tables() t on t.table_oid = c.table_oid and t.schema_oid = c.schema_oid
       and t.database_oid = c.database_oid
     where c.database_name = current_database()
       and not regexp_full_match(c.data_type, 'BOOLEAN|U?[A-Z]*INT(EGER)?|FLOAT|DOUBLE|DECIMAL.*|DATE|TIME.*|INTERVAL|UUID')
     order by all`,
  );
  const tables = Map.groupBy(rows, ([schema, table]) => JSON.stringify([schema, table]));
  return [...tables.values()].map((found) => ({
    schema: String(found[0]?.[0]),
    table: String(found[0]?.[1]),
    columns: found.map((row) => String(row[2])),
  }));
}

async function foundIn(
  connection: DuckDBConnection,
  { schema, table, columns }: Table,
  texts: readonly string[],
): Promise<readonly Held[]> {
  const wanted = texts.map((_, at) => `($${at + 1})`).join(", ");
  const flags = columns.map((column) => `bool_or(contains(t.${quote(column)}::varchar, w.text))`);
  const rows = await rowsOf(
    connection,
    `select w.text, ${flags.join(", ")} from ${quote(schema)}.${quote(table)} t, (values ${wanted}) w(text)
     group by w.text order by w.text`,
    [...texts],
  );
  return rows.flatMap(([text, ...found]) =>
    columns.flatMap((column, at) =>
      found[at] === true ? [{ text: String(text), where: `${table}.${column}` }] : [],
    ),
  );
}
