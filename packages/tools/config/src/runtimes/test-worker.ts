import { rmSync } from "node:fs";
import { bundleWorker, withoutNode } from "./bundle-worker.ts";
import { createProject } from "./create-project.ts";
import { parseReport } from "./report.ts";
import { serveSandbox } from "./serve-sandbox.ts";

/** The packed packages, bundled for an edge worker, read every source's sandbox with Web APIs alone. */
await using served = await serveSandbox();
const project = await createProject();
const { default: worker } = await import(await bundleWorker(project, withoutNode));
const body = JSON.stringify(served.sandbox);
const request = new Request("http://worker.example/", { method: "POST", body });
const response: Response = await worker.fetch(request);
const results = parseReport(await response.text());
console.log("Without node:*, the worker read of each source:");
console.table(results);
const wasRead = (source: string): boolean =>
  results?.[source] !== undefined && results[source].failure === undefined;
if (!Object.keys(served.sandbox).every(wasRead)) process.exitCode = 1;
rmSync(project, { recursive: true, force: true });
