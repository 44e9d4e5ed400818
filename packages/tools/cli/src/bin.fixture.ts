import { spawn, type ChildProcess } from "node:child_process";
import { openSync } from "node:fs";
import { join } from "node:path";

const bin = join(import.meta.dirname, "..", "bin", "brain.js");

/** Starts the real command line in a process of its own. */
export function startBrain(
  args: readonly string[],
  options: {
    readonly env?: Record<string, string> | undefined;
    readonly cwd?: string | undefined;
    /** Appended to, as the shell's `>>` does; else a pipe. */
    readonly stdout?: string | undefined;
  } = {},
): ChildProcess {
  return spawn(process.execPath, [bin, ...args], {
    cwd: options.cwd,
    env: { PATH: process.env["PATH"], ...options.env },
    stdio: [
      "ignore",
      options.stdout === undefined ? "pipe" : openSync(options.stdout, "a"),
      "pipe",
    ],
  });
}

/** Waits for its end. */
export async function endOf(
  child: ChildProcess,
): Promise<{ exitCode: number | null; stdout: string; stderr: string }> {
  const text = { stdout: "", stderr: "" };
  child.stdout?.on("data", (chunk) => (text.stdout += String(chunk)));
  child.stderr?.on("data", (chunk) => (text.stderr += String(chunk)));
  const exitCode = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { exitCode, ...text };
}
