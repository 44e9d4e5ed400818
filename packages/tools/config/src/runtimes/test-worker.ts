import { rmSync } from "node:fs";
import { bundleWorker, withoutNode } from "./bundle-worker.ts";
import { createProject } from "./create-project.ts";
import { parseReport } from "./report.ts";
import { serveSandbox } from "./serve-sandbox.ts";

/** The packed packages, bundled for an edge worker, read the sandbox with Web APIs alone. */
await using served = await serveSandbox();
const project = await createProject();
const { default: worker } = await import(await bundleWorker(project, withoutNode));
const body = JSON.stringify(served.sandbox);
const request = new Request("http://worker.example/", { method: "POST", body });
const response: Response = await worker.fetch(request);
const { hubspot, ga4 } = parseReport(await response.text());
console.log(`Without node:*, the worker read ${hubspot.records} contacts and ${ga4.records} rows.`);
rmSync(project, { recursive: true, force: true });
