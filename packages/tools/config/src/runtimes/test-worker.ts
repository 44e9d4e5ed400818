import { rmSync } from "node:fs";
import { join } from "node:path";
import { mustRun } from "../run-command.ts";
import { bundleWorker } from "./bundle-worker.ts";
import { createProject } from "./create-project.ts";
import { parseReport } from "./report.ts";
import { serveSandbox } from "./serve-sandbox.ts";

/** The packed packages, bundled for an edge worker, read the sandbox with Web APIs alone. */
await using served = await serveSandbox();
const project = await createProject();
const bundle = await bundleWorker(project);
const host = join(import.meta.dirname, "web-only-host.ts");
const output = await mustRun(["node", host, bundle, JSON.stringify(served.sandbox)], {
  timeoutMs: 60_000,
});
const { hubspot, ga4 } = parseReport(output);
console.log(`Without node:*, the worker read ${hubspot.records} contacts and ${ga4.records} rows.`);
rmSync(project, { recursive: true, force: true });
