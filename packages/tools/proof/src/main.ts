import { parseArgs } from "node:util";
import { defects } from "./defects/index.ts";
import { proveDefects } from "./run/prove-defects.ts";

const { values } = parseArgs({
  options: { only: { type: "string" }, clause: { type: "string" } },
});
const chosen = defects.filter(({ clause }) => (values.clause ?? clause) === clause);
const results = await proveDefects(chosen, ({ clause, name, caught, by }) =>
  console.error(`${caught ? "caught" : "MISSED"}  ${clause}  ${name}\n        ${by}`),
);
const caught = results.filter((result) => result.caught).length;
console.log(`defects: ${caught} of ${results.length} caught`);
if (caught < results.length) process.exitCode = 1;
