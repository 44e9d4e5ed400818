import { join } from "node:path";
import type { WriteMode } from "@brain/core";
import { ordersInto, orderText } from "../orders.ts";
import type { Scenario } from "../scenario.ts";
import { readRecords, sqlite } from "../sqlite/sqlite.ts";

/** Where any run into a transactional destination can be stopped, by the calls that the engine makes. */
const places: Scenario["places"] = {
  "in mid-page": { kind: "record", nth: 230 },
  "after a write": { kind: "call", call: "write", nth: 3, when: "after" },
  "before a commit": { kind: "call", call: "commit", nth: 3, when: "before" },
  "after a commit": { kind: "call", call: "commit", nth: 3, when: "after" },
  "before the end of the generation": { kind: "call", call: "finish", nth: 1, when: "before" },
};

/** Orders into a SQLite file, which several processes may use. */
export function sqliteOrders(mode: WriteMode): Scenario {
  const fileIn = (folder: string): string => join(folder, "crash.sqlite");
  return {
    name: `SQLite written with the contracts, ${mode}`,
    promise: "effectively-once",
    continues: true,
    atomic: false,
    places,
    open: ({ folder, data }, onRecord) => ({
      destination: sqlite(fileIn(folder)),
      flows: ordersInto(mode, data, onRecord),
    }),
    rows: async (folder) =>
      readRecords(fileIn(folder), "orders").map((row) => ({ text: orderText(row) })),
  };
}
