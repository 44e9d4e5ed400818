import { DuckDBConnection } from "@duckdb/node-api";
import { openWorld } from "./killed-world.fixture.ts";
import { rotateKeys } from "./rotate-keys.ts";

/** A process that rotates the keys of a file: `PATH KEK NTH WHEN` kills itself before or during its n-th statement that writes. */
const [path = "", kek = "", nth = "0", when = ""] = process.argv.slice(2);
let left = Number(nth);
const run = DuckDBConnection.prototype.run;
DuckDBConnection.prototype.run = function (sql, ...rest) {
  if (/^\s*select/i.test(sql)) return run.call(this, sql, ...rest);
  left -= 1;
  if (left !== 0) return run.call(this, sql, ...rest);
  const running = when === "during" ? run.call(this, sql, ...rest) : undefined;
  process.kill(process.pid, "SIGKILL");
  return running ?? new Promise(() => {});
};

const { destination, keys, pipeline } = openWorld(path, kek, true);
await destination.check();
left = Number(nth);
console.log("rotating");
await rotateKeys(pipeline, keys);
await destination.close();
