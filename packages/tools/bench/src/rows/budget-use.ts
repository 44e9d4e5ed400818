import { measured, type Script, type Scenario, type Target } from "../scenario.ts";

/** So many requests may be sent in any so many milliseconds. */
const ALLOWANCE = { allowed: 250, perMs: 5_000 };
const LATENCIES_MS = [0, 50, 200];

const jobAt = (latencyMs: number): string => `ours at ${latencyMs} ms`;

const targetsAt = (latencyMs: number): Target[] => [
  {
    what: `used at ${latencyMs} ms`,
    of: (round) => measured(round, jobAt(latencyMs)).figures["usedPercent"] ?? NaN,
    unit: "%",
    atLeast: 95,
    // What a window loses to a busy machine is gone.
    slack: 0.05,
  },
  {
    what: `answered 429 at ${latencyMs} ms`,
    of: (round) => measured(round, jobAt(latencyMs)).figures["refusedPercent"] ?? NaN,
    unit: "%",
    atMost: 1,
  },
];

export const budgetUse: Scenario = {
  name: "budget-use",
  title: "Vendor's allowance, 16 partitions",
  vendor: { file: new URL("../vendors/limited.ts", import.meta.url), input: ALLOWANCE },
  jobs: Object.fromEntries(
    LATENCIES_MS.map((latencyMs): [string, Script] => [
      jobAt(latencyMs),
      {
        file: new URL("../jobs/budget-use.ours.ts", import.meta.url),
        input: { ...ALLOWANCE, latencyMs, partitions: 16, windows: 4 },
      },
    ]),
  ),
  targets: LATENCIES_MS.flatMap(targetsAt),
  rounds: 1,
};
