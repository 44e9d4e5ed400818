import { join } from "node:path";
import type { WriteMode } from "@brain/core";
import { duckdb } from "@brain/duckdb";
import { ordersInto, orderText } from "../orders.ts";
import type { Scenario } from "../scenario.ts";

/** Orders into one DuckDB file, which keeps the checkpoints too. */
export function duckdbOrders(
  mode: WriteMode,
): Pick<Scenario, "name" | "promise" | "continues" | "open" | "rows"> {
  return {
    name: `DuckDB, ${mode}`,
    promise: "effectively-once",
    continues: true,
    open: ({ folder, data }, onRecord) => ({
      destination: duckdb(fileIn(folder)),
      flows: ordersInto(mode, data, onRecord),
    }),
    async rows(folder) {
      await using database = duckdb(fileIn(folder));
      const [table] = await database.query(
        "select count(*)::integer as n from duckdb_tables() where table_name = 'orders'",
      );
      if (table?.["n"] === 0) return [];
      const rows = await database.query("select * from orders");
      return rows.map((row) => ({ text: orderText(row) }));
    },
  };
}

function fileIn(folder: string): string {
  return join(folder, "crash.duckdb");
}
