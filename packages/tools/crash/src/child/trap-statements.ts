import { DuckDBConnection } from "@duckdb/node-api";
import type { Place } from "../place.ts";
import type { Trap } from "./trap.ts";

/** Strikes at a statement of any connection of this process: the only way into the middle of a transaction. */
export function trapStatements(place: Extract<Place, { kind: "statement" }>, trap: Trap): void {
  const matching = new RegExp(place.matching, "i");
  const following = place.following === undefined ? undefined : new RegExp(place.following, "i");
  let met = following === undefined;
  const run = DuckDBConnection.prototype.run;
  DuckDBConnection.prototype.run = async function (sql, ...rest) {
    if (following?.test(sql) === true) met = true;
    if (!met || !matching.test(sql)) return run.call(this, sql, ...rest);
    if (place.when === "before") trap.step();
    const running = run.call(this, sql, ...rest);
    if (place.when === "during") trap.step();
    const result = await running;
    if (place.when === "after") trap.step();
    return result;
  };
}
