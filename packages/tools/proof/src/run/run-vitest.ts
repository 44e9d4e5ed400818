import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { testRuns, type TestRun } from "./vitest-report.ts";

/** The checkout's root folder. */
export const root = join(import.meta.dirname, "../../../../..");

/** What to run: files by path, tests by a pattern of their full title. */
export interface VitestCall {
  /** Path from the root. */
  readonly config: string;
  readonly files?: readonly string[];
  readonly title?: string;
}

/** No run of ours comes near it. */
const LONGEST_MS = 10 * 60_000;

/**
 * Runs vitest in a process of its own and gives each test that ran.
 *
 * @throws Error with vitest's output when it wrote no report, or did not end within ten minutes.
 */
export async function runVitest({ config, files = [], title }: VitestCall): Promise<TestRun[]> {
  const folder = mkdtempSync(join(tmpdir(), "brain-proof-"));
  const report = join(folder, "report.json");
  try {
    const output = await run(
      ["run", "--config", config, "--reporter=json", `--outputFile=${report}`].concat(
        title === undefined ? [] : ["--testNamePattern", title],
        files,
      ),
    );
    let json: string;
    try {
      json = readFileSync(report, "utf8");
    } catch (error) {
      throw new Error(`vitest wrote no report:\n${output}`, { cause: error });
    }
    return testRuns(json);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(args: readonly string[]): Promise<string> {
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [vitest, ...args], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      // A group of its own, so that its workers end with it.
      detached: true,
    });
    let output = "";
    const limit = setTimeout(() => {
      output += "\nIt did not end in time and was stopped.";
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    }, LONGEST_MS);
    const take = (chunk: string): void => void (output += chunk);
    child.stdout.setEncoding("utf8").on("data", take);
    child.stderr.setEncoding("utf8").on("data", take);
    child.once("error", reject);
    child.once("close", () => {
      clearTimeout(limit);
      resolve(output);
    });
  });
}
