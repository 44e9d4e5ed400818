import { runCommand } from "./run-command.ts";
import { publicPackages } from "./workspace.ts";

/** Builds the API reference of every public package into `docs/api`; any warning fails it. */
const entryPoints = publicPackages().flatMap(({ folder }) => ["--entryPoints", folder]);
const { exitCode, output } = await runCommand([
  "typedoc",
  "--options",
  "docs/typedoc.json",
  ...entryPoints,
]);
console.log(output);
process.exitCode = exitCode;
