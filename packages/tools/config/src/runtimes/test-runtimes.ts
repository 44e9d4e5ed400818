import { rmSync } from "node:fs";
import { join } from "node:path";
import { mustRun, runCommand } from "../run-command.ts";
import { root } from "../workspace.ts";
import { bundleWorker } from "./bundle-worker.ts";
import { createProject } from "./create-project.ts";
import { parseReport } from "./report.ts";
import { serveSandbox } from "./serve-sandbox.ts";

/** The packed packages read two pages of every source's sandbox under every runtime that we promise. */
const home = join(root, ".ci/runtimes");
const tool = (path: string): string => join(home, "node_modules", path);

// Not `npm ci`: it refuses a lockfile that lacks another platform's optional package, and Deno's are not everywhere.
await mustRun(["npm", "install", "--no-save", "--no-audit", "--no-fund"], { cwd: home });
await using served = await serveSandbox();
const project = await createProject();
const bundle = await bundleWorker(project);
const sandbox = JSON.stringify(served.sandbox);

const deno = tool(".bin/deno");
const runtimes: Readonly<Record<string, readonly [string, ...string[]]>> = {
  "Node 22": [tool("node22/bin/node"), "main.ts"],
  "Node 24": ["node", "main.ts"],
  "Node 26": [tool("node26/bin/node"), "main.ts"],
  Bun: [tool(".bin/bun"), "main.ts"],
  Deno: [deno, "run", "--node-modules-dir=manual", "--allow-net", "--allow-env", "main.ts"],
  "Worker, run by Node": ["node", join(home, "run-worker.js"), bundle],
};

/** Records by source, then by runtime. */
const table: Record<string, Record<string, number | "failed">> = {};
for (const [runtime, words] of Object.entries(runtimes)) {
  const version = (await mustRun([words[0], "--version"])).split("\n")[0] ?? "";
  const ran = await runCommand([...words, sandbox], { cwd: project, timeoutMs: 60_000 });
  const results = parseReport(ran.exitCode === 0 ? ran.output : "");
  if (results === undefined) console.log(`${runtime}, exit code ${ran.exitCode}:\n${ran.output}`);
  console.log(`${runtime} (${version}): ${ran.seconds.toFixed(1)} s`);
  for (const source of Object.keys(served.sandbox)) {
    const { records, failure } = results?.[source] ?? { records: 0, failure: "no report" };
    if (failure !== undefined) {
      console.log(`  ${source}: ${failure}`);
      process.exitCode = 1;
    }
    (table[source] ??= {})[runtime] = failure === undefined ? records : "failed";
  }
}
console.table(table);
rmSync(project, { recursive: true, force: true });
