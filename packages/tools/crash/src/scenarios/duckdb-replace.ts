import type { Places } from "../place.ts";
import type { Scenario } from "../scenario.ts";
import { duckdbOrders } from "./duckdb-orders.ts";
import { duckdbPlaces, finishPlaces } from "./duckdb-places.ts";

const DROPPED = `^drop table if exists "orders"`;
const RENAMED = `^alter table .* rename to "orders"`;

/** The swap: the old table goes, the staged one takes its name, the mark ends the generation, in one transaction. */
const swap: Places = {
  "before the swap": { kind: "statement", matching: DROPPED, nth: 1, when: "before" },
  "in the swap, the old table dropped": {
    kind: "statement",
    matching: DROPPED,
    nth: 1,
    when: "after",
  },
  "in the swap, during the renaming": {
    kind: "statement",
    matching: RENAMED,
    nth: 1,
    when: "during",
  },
  "in the swap, renamed": { kind: "statement", matching: RENAMED, nth: 1, when: "after" },
  "in the swap, before its commit": {
    kind: "statement",
    matching: "^commit",
    following: RENAMED,
    nth: 1,
    when: "before",
  },
  "in the swap, during its commit": {
    kind: "statement",
    matching: "^commit",
    following: RENAMED,
    nth: 1,
    when: "during",
  },
  "after the swap": {
    kind: "statement",
    matching: "^commit",
    following: RENAMED,
    nth: 1,
    when: "after",
  },
};

export const scenario: Scenario = {
  ...duckdbOrders("replace"),
  atomic: true,
  places: { ...duckdbPlaces, ...swap, ...finishPlaces },
};
