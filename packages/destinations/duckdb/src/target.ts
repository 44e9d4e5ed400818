import type { DestinationContext, TableSpec } from "@brain/core";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Database } from "./database.ts";
import type { DeleteStep } from "./deletes.ts";
import type { Range } from "./stage.ts";

/** One table as one flow writes it. */
export interface Target {
  readonly database: Database;
  readonly connection: DuckDBConnection;
  readonly spec: TableSpec;
  readonly clock: DestinationContext["clock"];
  /** Where rows go: the table, or the staging of `replace`. */
  readonly name: string;
}

/** What a commit does, in this order. */
export type Step = (Range & { readonly kind: "rows" }) | DeleteStep;
