import { rmSync } from "node:fs";
import { join } from "node:path";
import { mustRun, runCommand } from "../run-command.ts";
import { root } from "../workspace.ts";
import { bundleWorker } from "./bundle-worker.ts";
import { createProject } from "./create-project.ts";
import { parseReport } from "./report.ts";
import { serveSandbox } from "./serve-sandbox.ts";

/** The packed packages read two pages of the sandbox under every runtime that we promise. */
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

const rows = [];
for (const [runtime, words] of Object.entries(runtimes)) {
  const version = (await mustRun([words[0], "--version"])).split("\n")[0];
  const ran = await runCommand([...words, sandbox], { cwd: project, timeoutMs: 60_000 });
  const seconds = ran.seconds.toFixed(1);
  try {
    const { hubspot, ga4 } = parseReport(ran.output);
    const result = ran.exitCode === 0 ? "ok" : `exit code ${ran.exitCode}`;
    rows.push({ runtime, version, result, contacts: hubspot.records, rows: ga4.records, seconds });
  } catch {
    console.log(`${runtime}, exit code ${ran.exitCode}:\n${ran.output}`);
    rows.push({ runtime, version, result: "failed", contacts: 0, rows: 0, seconds });
  }
}
console.table(rows);
rmSync(project, { recursive: true, force: true });
if (rows.some(({ result }) => result !== "ok")) process.exitCode = 1;
