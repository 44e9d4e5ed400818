import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "./run-command.ts";
import { runSteps, type StepResult } from "./run-steps.ts";
import { steps } from "./steps.ts";
import { readManifest } from "./workspace.ts";

/** `pnpm check`: all static checks, in parallel; prints one line a check, and the output of those that failed. */
const { scripts } = readManifest(".");
const kept = process.env["BRAIN_PACKED"];
const packed = kept ?? mkdtempSync(join(tmpdir(), "brain-packed-"));
const startedAt = performance.now();

const results = await runSteps(
  steps,
  availableParallelism(),
  (script) => {
    const command = scripts[script];
    if (command === undefined) throw new Error(`The root package.json has no script "${script}".`);
    return runCommand([command], { shell: true, env: { BRAIN_PACKED: packed } });
  },
  ({ script, status, seconds, output }: StepResult) => {
    console.log(`${status.padEnd(8)} ${script.padEnd(18)} ${seconds.toFixed(1).padStart(6)} s`);
    if (status !== "ok") console.log(output.replaceAll(/^/gm, "    "));
  },
);
if (kept === undefined) rmSync(packed, { recursive: true, force: true });

const failed = results.filter((result) => result.status !== "ok");
const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
console.log(
  `checks: ${results.length - failed.length} passed, ${failed.length} failed (${seconds} s)`,
);
if (failed.length > 0) process.exitCode = 1;
