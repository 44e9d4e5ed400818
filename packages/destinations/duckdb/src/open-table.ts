import type { Clock, TableSpec, TableWriter } from "@brain/core";
import type { Database } from "./database.ts";
import { tableError } from "./errors.ts";
import { toTableName } from "./names.ts";
import { prepareStaging, stagingName } from "./staging.ts";
import { createTableWriter } from "./table-writer.ts";

/** A writer with a connection of its own: transactions of two tables must not mix. */
export async function openTable(
  database: Database,
  spec: TableSpec,
  clock: Clock,
): Promise<TableWriter> {
  const connection = await database.connect();
  const table = toTableName(spec.name);
  try {
    if (spec.mode === "replace") {
      await database.inTurn(() => prepareStaging(connection, spec, table));
    }
    const name = spec.mode === "replace" ? stagingName(table, spec.generation) : table;
    return await createTableWriter({ database, connection, spec, clock, name });
  } catch (cause) {
    connection.closeSync();
    throw tableError(spec.name, "opening", cause);
  }
}
