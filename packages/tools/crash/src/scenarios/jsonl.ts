import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileState, jsonl } from "@brain/files";
import { ordersInto, orderText } from "../orders.ts";
import type { Places } from "../place.ts";
import type { Scenario } from "../scenario.ts";
import { appendPlaces } from "./append-places.ts";

const TABLE = "orders\\.jsonl$";

/** JSON Lines take whole commits, so a kill can tear one. */
const places: Places = {
  ...appendPlaces,
  "while it locks the table": {
    kind: "file",
    call: "write",
    matching: `orders\\.jsonl\\.lock$`,
    nth: 1,
    when: "before",
  },
  "before the rows of a commit": {
    kind: "file",
    call: "write",
    matching: TABLE,
    nth: 2,
    when: "before",
  },
  "in the middle of a commit's rows": {
    kind: "file",
    call: "write",
    matching: TABLE,
    nth: 2,
    when: "during",
  },
  "rows written, not synced": {
    kind: "file",
    call: "sync",
    matching: TABLE,
    nth: 2,
    when: "before",
  },
  "rows synced": { kind: "file", call: "sync", matching: TABLE, nth: 2, when: "after" },
};

export const scenario: Scenario = {
  name: "JSON Lines, append, state in files",
  promise: "at-least-once",
  continues: true,
  atomic: false,
  places,
  open: ({ folder, data }, onRecord) => ({
    destination: jsonl(join(folder, "out")),
    state: fileState(join(folder, "state")),
    flows: ordersInto("append", data, onRecord),
  }),
  async rows(folder) {
    const path = join(folder, "out", "orders.jsonl");
    if (!existsSync(path)) return [];
    // A torn last line was cut off by the run that came after it, so all of them are JSON.
    const lines = readFileSync(path, "utf8").split("\n").slice(0, -1);
    return lines.map((line) => {
      const row: Record<string, unknown> = JSON.parse(line);
      return { text: orderText(row), batch: String(row["_batch"]) };
    });
  },
};
