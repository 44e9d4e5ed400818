import { mkdtempSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Measurement } from "./scenario.ts";

/** What a job is told. */
export interface Task {
  /** Where the vendor listens, without a slash at its end. */
  readonly url: string;
  /** A folder of its own, removed afterwards. */
  readonly folder: string;
  number(name: string): number;
  text(name: string): string;
}

/** What a job did: at least how many records it brought. */
export interface Done {
  readonly records: number;
  readonly figures?: Readonly<Record<string, number>>;
}

/** Where the process that started this one reads the result; standard output is free for the job. */
const RESULT = 3;

/** Runs the one job that this process is there for, and tells what it took. Called when everything is imported. */
export async function job(work: (task: Task) => Promise<Done>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "brain-bench-"));
  try {
    const task = { ...input(), folder };
    const cpu = process.cpuUsage();
    const since = performance.now();
    const { records, figures = {} } = await work(task);
    const wallMs = performance.now() - since;
    const { user, system } = process.cpuUsage(cpu);
    tell({ records, cpuMs: (user + system) / 1_000, wallMs, figures });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Tells the result; `records` that did not come would make any job fast. */
export function tell(result: Omit<Measurement, "peakRssMb">): void {
  const peakRssMb = process.resourceUsage().maxRSS / 1_024;
  writeSync(RESULT, JSON.stringify({ ...result, peakRssMb } satisfies Measurement));
}

/** What this process was started with. */
export function input(): Omit<Task, "folder"> {
  // `run-job.ts` writes it, for this very function.
  const given = JSON.parse(process.argv[2] ?? "{}") as Record<string, unknown>;
  const missing = (name: string): Error => new Error(`The job was not told "${name}".`);
  return {
    url: String(given["url"] ?? ""),
    number(name) {
      const value = given[name];
      if (typeof value !== "number") throw missing(name);
      return value;
    },
    text(name) {
      const value = given[name];
      if (typeof value !== "string") throw missing(name);
      return value;
    },
  };
}
