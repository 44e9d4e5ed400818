/** DuckDB as a transactional destination with its own checkpoints. @packageDocumentation */
export { duckdb, type DuckdbDestination, type DuckdbOptions } from "./duckdb.ts";
