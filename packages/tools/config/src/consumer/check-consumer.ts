import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mustRun } from "../run-command.ts";
import { packedPackages } from "../tarballs.ts";
import { installProject } from "./install-project.ts";

/**
 * Installs the packed packages into an empty project and uses them as a stranger would: a connector of a third party is
 * compiled, with wrong uses that must fail, and reads a small server. `--typescript 7` compiles with that version.
 */
const versions: Readonly<Record<string, string>> = { "6": "6.0.3", "7": "7.0.2" };
const wanted = process.argv[process.argv.indexOf("--typescript") + 1] ?? "6";
const typescript = versions[process.argv.includes("--typescript") ? wanted : "6"];
if (typescript === undefined)
  throw new Error(`TypeScript ${wanted} is none of ${Object.keys(versions).join(", ")}.`);

const project = mkdtempSync(join(tmpdir(), "brain-consumer-"));
cpSync(join(import.meta.dirname, "project"), project, { recursive: true });
await installProject(project, await packedPackages(), {
  "@types/node": "24.10.1",
  typescript,
  zod: "^4.6.7",
});
await mustRun(["node_modules/.bin/tsc", "-p", "."], { cwd: project });
const ran = await mustRun(["node", "run.ts"], { cwd: project, timeoutMs: 60_000 });
console.log(`TypeScript ${typescript} compiles the example, wrong uses fail. ${ran.trim()}`);
rmSync(project, { recursive: true, force: true });
