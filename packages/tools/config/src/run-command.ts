import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { root } from "./workspace.ts";

/** What a finished command left behind. */
export interface CommandResult {
  readonly exitCode: number;
  /** Standard output and standard error, as they came. */
  readonly output: string;
  readonly seconds: number;
}

/** Where and how a command runs. */
export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Hands the words to a shell, as package scripts are. */
  readonly shell?: boolean;
  /** Milliseconds after which it is killed. */
  readonly timeoutMs?: number;
}

/** Runs a command with the workspace's own tools first on the path; never throws for its exit code. */
export function runCommand(
  words: readonly [string, ...string[]],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const [command, ...args] = words;
  const { cwd = root, env = {}, shell = false, timeoutMs } = options;
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const path = [join(root, "node_modules/.bin"), process.env["PATH"]].join(delimiter);
    const child = spawn(command, args, {
      cwd,
      shell,
      env: { ...process.env, PATH: path, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      ...(timeoutMs !== undefined && { timeout: timeoutMs, killSignal: "SIGKILL" }),
    });
    let output = "";
    const end = (exitCode: number): void =>
      resolve({ exitCode, output, seconds: (performance.now() - startedAt) / 1000 });
    const take = (chunk: string): void => {
      output += chunk;
    };
    child.stdout.setEncoding("utf8").on("data", take);
    child.stderr.setEncoding("utf8").on("data", take);
    child.once("error", (error) => {
      output += `${error.message}\n`;
      end(127);
    });
    child.once("close", (code, signal) => {
      if (signal !== null) output += `Ended by ${signal}.\n`;
      end(code ?? 1);
    });
  });
}

/** Runs a command that must succeed, and gives its output. */
export async function mustRun(
  words: readonly [string, ...string[]],
  options: CommandOptions = {},
): Promise<string> {
  const { exitCode, output } = await runCommand(words, options);
  if (exitCode !== 0) {
    throw new Error(`"${words.join(" ")}" exited with ${exitCode}:\n${output}`);
  }
  return output;
}
