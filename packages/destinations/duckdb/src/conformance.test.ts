import { testDestination } from "@brain/testkit";
import { duckdb, type DuckdbDestination } from "./duckdb.ts";
import { quote, toTableName } from "./names.ts";
import { newFile } from "./table.fixture.ts";

testDestination({
  name: "duckdb",
  target: () => {
    const path = newFile();
    return { open: () => duckdb(path), rows: rowsOf, books: booksOf };
  },
});

async function rowsOf(destination: DuckdbDestination, table: string) {
  const name = toTableName(table);
  const known = await destination.query("select 1 from duckdb_tables() where table_name = ?", [
    name,
  ]);
  if (known.length === 0) return [];
  return destination.query(`select * exclude (_batch) from ${quote(name)}`);
}

async function booksOf(destination: DuckdbDestination, table: string) {
  const rows = await destination.query(
    `select b.id as batch, b.run, b.pipeline, b.flow, b.stream, b."partition", b.generation
     from ${quote(toTableName(table))} t join _brain_batches b on t._batch = b."number"`,
  );
  return rows.map((row) => ({
    batch: String(row["batch"]),
    run: String(row["run"]),
    pipeline: String(row["pipeline"]),
    flow: String(row["flow"]),
    stream: String(row["stream"]),
    partition: String(row["partition"]),
    generation: String(row["generation"]),
  }));
}
