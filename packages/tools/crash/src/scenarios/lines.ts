import { join } from "node:path";
import { fileState } from "@brain/files";
import { lines, readLines } from "../lines/lines.ts";
import { ordersInto, orderText } from "../orders.ts";
import type { Places } from "../place.ts";
import type { Scenario } from "../scenario.ts";
import { appendPlaces } from "./append-places.ts";

const TABLE = "orders\\.lines$";

/** Here a batch is out as soon as it is written: nothing takes it back. */
const places: Places = {
  ...appendPlaces,
  "in the middle of a batch": {
    kind: "file",
    call: "write",
    matching: TABLE,
    nth: 2,
    when: "during",
  },
};

export const scenario: Scenario = {
  name: "lines, append, not transactional",
  promise: "at-least-once",
  continues: true,
  atomic: false,
  places,
  open: ({ folder, data }, onRecord) => ({
    destination: lines(join(folder, "out")),
    state: fileState(join(folder, "state")),
    flows: ordersInto("append", data, onRecord),
  }),
  async rows(folder) {
    const rows = await readLines(join(folder, "out"), "orders");
    return rows.map(({ record, batch }) => ({ text: orderText(record), batch }));
  },
};
