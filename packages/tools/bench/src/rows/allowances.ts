import { allAllowances } from "../allowances/all-allowances.ts";
import { measured, type Scenario, type Target } from "../scenario.ts";

/** Milliseconds until an answer, all of them measured at once. */
export const LATENCIES_MS = [0, 50, 200];

const figure =
  (name: string): Target["of"] =>
  (round) =>
    measured(round, "ours").figures[name] ?? NaN;

const targetsAt = (latencyMs: number): Target[] => [
  {
    what: `used at ${latencyMs} ms`,
    of: figure(`usedPercent ${latencyMs}`),
    unit: "%",
    atLeast: 95,
    // What a window loses to a busy machine is gone.
    slack: 0.05,
  },
  {
    what: `answered 429 at ${latencyMs} ms`,
    of: figure(`refusedPercent ${latencyMs}`),
    unit: "%",
    atMost: 1,
  },
];

/** One row for each source whose vendor limits what may be asked for in a time. */
export const allowances: readonly Scenario[] = Object.entries(allAllowances).map(
  ([name, { title }]): Scenario => ({
    name: `allowance-${name.replace(" ", "-")}`,
    title: `${name}, ${title}`,
    vendor: { file: new URL("../vendors/sandbox.ts", import.meta.url) },
    jobs: {
      ours: {
        file: new URL("../jobs/allowance.ours.ts", import.meta.url),
        input: { allowance: name },
      },
    },
    targets: LATENCIES_MS.flatMap(targetsAt),
    rounds: 1,
  }),
);
