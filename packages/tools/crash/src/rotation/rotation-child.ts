import { DuckDBConnection } from "@duckdb/node-api";
import { rotateKeys } from "@brain/privacy";
import { tell } from "../child/marks.ts";
import { createTrap } from "../child/trap.ts";
import { openWorld, writes } from "./rotation-world.ts";

/** Rotates the keys of a file: `PATH KEK NTH WHEN` kills the process before or during its n-th statement that writes. */
const [path = "", kek = "", nth = "0", when = ""] = process.argv.slice(2);
const { destination, keys, pipeline } = openWorld(path, kek);
await destination.check();

const trap = createTrap(Number(nth), "SIGKILL");
const run = DuckDBConnection.prototype.run;
DuckDBConnection.prototype.run = function (sql, ...rest) {
  if (!writes(sql)) return run.call(this, sql, ...rest);
  if (when === "before") trap.step();
  const running = run.call(this, sql, ...rest);
  if (when === "during") trap.step();
  return running;
};

tell("rotating");
await rotateKeys(pipeline, keys);
await destination.close();
