import type { Places } from "../place.ts";
import type { Scenario } from "../scenario.ts";
import { duckdbOrders } from "./duckdb-orders.ts";
import { duckdbPlaces, finishPlaces, rowPlaces } from "./duckdb-places.ts";

const SWEPT = `^delete from "orders" where _batch in`;

/** The sweep: what a partition had before this generation goes, with the commit that makes the partition complete. */
const sweep: Places = {
  "before the sweep": { kind: "statement", matching: SWEPT, nth: 1, when: "before" },
  "during the sweep": { kind: "statement", matching: SWEPT, nth: 1, when: "during" },
  "in the sweep, rows gone": { kind: "statement", matching: SWEPT, nth: 1, when: "after" },
  "in the sweep, during its commit": {
    kind: "statement",
    matching: "^commit",
    following: SWEPT,
    nth: 1,
    when: "during",
  },
  "after the sweep": {
    kind: "statement",
    matching: "^commit",
    following: SWEPT,
    nth: 1,
    when: "after",
  },
};

export const scenario: Scenario = {
  ...duckdbOrders("mirror"),
  atomic: false,
  places: { ...duckdbPlaces, ...rowPlaces, ...sweep, ...finishPlaces },
};
