import { measured, peakRssOf, type Scenario, type Target } from "../scenario.ts";

const EVENTS = { lines: 1_000_000 };
/**
 * As in a small container. Left to itself V8 lets its young space grow to 128 MB, whatever becomes of the events, and the
 * peak says more about the machine than about the work.
 */
const SMALL_HEAP = ["--max-old-space-size=64", "--max-semi-space-size=8"];

const mixpanel = {
  export: new URL("../jobs/mixpanel-export.ours.ts", import.meta.url),
  read: new URL("../jobs/mixpanel-read.ours.ts", import.meta.url),
};
const amplitude = {
  export: new URL("../jobs/amplitude-export.ours.ts", import.meta.url),
  read: new URL("../jobs/amplitude-read.ours.ts", import.meta.url),
};

const jobsOf = (files: Readonly<Record<"export" | "read", URL>>): Scenario["jobs"] => ({
  ours: { file: files.export },
  "small heap": { file: files.export, node: SMALL_HEAP },
  "read, small heap": { file: files.read, node: SMALL_HEAP },
});

/**
 * A loop over the pages may take 120 MB, a pipeline with its checks and its commit of a million rows 160, judged in the heap of
 * a small container as by the soak. What Node's own heap makes of it is told.
 */
const targets: readonly Target[] = [
  { what: "read, small heap", of: peakRssOf("read, small heap"), unit: "MB", atMost: 120 },
  { what: "small heap", of: peakRssOf("small heap"), unit: "MB", atMost: 160 },
  { what: "Node's own heap", of: peakRssOf("ours"), unit: "MB" },
];

export const mixpanelMemory: Scenario = {
  name: "mixpanel-memory",
  title: "Mixpanel, 1M events → JSONL",
  vendor: { file: new URL("../vendors/export.ts", import.meta.url), input: EVENTS },
  jobs: {
    ...jobsOf(mixpanel),
    raw: { file: new URL("../jobs/export-lines.raw.ts", import.meta.url) },
  },
  targets: [
    ...targets,
    {
      what: "Node's own heap, beside the bare loop over the lines",
      of: (round) => measured(round, "ours").peakRssMb / measured(round, "raw").peakRssMb,
      unit: "×",
    },
  ],
  rounds: 1,
};

export const amplitudeMemory: Scenario = {
  name: "amplitude-memory",
  title: "Amplitude, 1M events → JSONL",
  vendor: { file: new URL("../vendors/zip-export.ts", import.meta.url), input: EVENTS },
  jobs: jobsOf(amplitude),
  targets,
  rounds: 1,
};
