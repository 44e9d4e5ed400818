import type { DuckDBConnection } from "@duckdb/node-api";

/**
 * No primary keys: with an index DuckDB neither frees deleted rows nor updates in place. One process owns the file and
 * writes take turns, so what must be single is made single by the statements.
 */
const TABLES = [
  `_brain_checkpoints(pipeline VARCHAR, flow VARCHAR, scope VARCHAR, "partition" VARCHAR, seq BIGINT,
     generation VARCHAR, saved_at VARCHAR, body VARCHAR)`,
  `_brain_leases(name VARCHAR, fence BIGINT, owner VARCHAR, released BOOLEAN)`,
  `_brain_values(key VARCHAR, value VARCHAR, version VARCHAR)`,
  `_brain_batches("number" BIGINT, id VARCHAR, run VARCHAR, pipeline VARCHAR, flow VARCHAR, stream VARCHAR,
     "partition" VARCHAR, generation VARCHAR, "table" VARCHAR, loaded_at TIMESTAMP)`,
  // Records that no column could hold come here, so text and not JSON, whose checks they might not pass.
  `_quarantine(id VARCHAR, pipeline VARCHAR, flow VARCHAR, source VARCHAR, stream VARCHAR, "partition" VARCHAR,
     connector_version VARCHAR, "position" BIGINT, step VARCHAR, issues VARCHAR, record VARCHAR, protection VARCHAR,
     run VARCHAR, "at" VARCHAR, outcome VARCHAR, settled_by VARCHAR)`,
];

/** Makes the tables that every file of ours has, where they are missing. */
export async function createBookkeeping(connection: DuckDBConnection): Promise<void> {
  for (const table of TABLES) await connection.run(`create table if not exists ${table}`);
}
