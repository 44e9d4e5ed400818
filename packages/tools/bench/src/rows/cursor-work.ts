import { measured, type Scenario } from "../scenario.ts";

/** The vendor takes as long for a page as the work on it: then reading ahead can save half of the time. */
const MS = 40;
const input = { contacts: 5_000, workMs: MS };

export const cursorWork: Scenario = {
  name: "cursor-work",
  title: "Cursor paging, work as long as latency",
  vendor: {
    file: new URL("../vendors/hubspot.ts", import.meta.url),
    input: { latencyMs: MS },
  },
  jobs: {
    ours: {
      file: new URL("../jobs/cursor-work.ours.ts", import.meta.url),
      input,
    },
    raw: {
      file: new URL("../jobs/cursor-work.raw.ts", import.meta.url),
      input,
    },
  },
  targets: [
    {
      what: "as fast as one after the other, by the clock",
      of: (round) => measured(round, "raw").wallMs / measured(round, "ours").wallMs,
      unit: "×",
      atLeast: 1.4,
    },
  ],
};
