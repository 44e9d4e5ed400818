import type { Scenario } from "../scenario.ts";
import { duckdbOrders } from "./duckdb-orders.ts";
import { duckdbPlaces, finishPlaces, rowPlaces } from "./duckdb-places.ts";

export const scenario: Scenario = {
  ...duckdbOrders("upsert"),
  atomic: false,
  places: { ...duckdbPlaces, ...rowPlaces, ...finishPlaces },
};
