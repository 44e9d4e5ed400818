import { measured, type Scenario, type Target } from "../scenario.ts";

const file = new URL("../jobs/audit-log.ours.ts", import.meta.url);

const told = (what: string, job: string, figure: string): Target => ({
  what,
  of: (round) => measured(round, job).figures[figure] ?? NaN,
  unit: "/s",
});

/** Nothing is promised: it is the disk that says when an entry is on it. */
export const auditLog: Scenario = {
  name: "audit-log",
  title: "Audit log in a file",
  jobs: {
    "one by one": { file, input: { entries: 2_000, together: 1 } },
    "a hundred together": { file, input: { entries: 50_000, together: 100 } },
  },
  targets: [
    told("entries written one by one", "one by one", "writtenPerSecond"),
    told("entries written by a hundred", "a hundred together", "writtenPerSecond"),
    told("entries verified", "a hundred together", "verifiedPerSecond"),
  ],
};
