import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";

/** All or nothing of what `work` does on `connection`. */
export async function transaction<T>(
  connection: DuckDBConnection,
  work: () => Promise<T>,
): Promise<T> {
  await connection.run("begin");
  try {
    const result = await work();
    await connection.run("commit");
    return result;
  } catch (error) {
    // After a failed commit there is nothing left to undo, and DuckDB says so.
    await connection.run("rollback").catch(() => undefined);
    throw error;
  }
}

/** The rows of a query, as DuckDB's own values. */
export async function rowsOf(
  connection: DuckDBConnection,
  sql: string,
  values: DuckDBValue[] = [],
): Promise<DuckDBValue[][]> {
  return (await connection.runAndReadAll(sql, values)).getRows();
}
