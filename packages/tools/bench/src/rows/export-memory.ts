import { measured, peakRssOf, type Scenario, type Target } from "../scenario.ts";

const EVENTS = { lines: 1_000_000 };

const peak: Target = { what: "peak memory", of: peakRssOf("ours"), unit: "MB", atMost: 120 };

export const mixpanelMemory: Scenario = {
  name: "mixpanel-memory",
  title: "Mixpanel, 1M events → JSONL",
  vendor: { file: new URL("../vendors/export.ts", import.meta.url), input: EVENTS },
  jobs: {
    ours: { file: new URL("../jobs/mixpanel-export.ours.ts", import.meta.url) },
    raw: { file: new URL("../jobs/export-lines.raw.ts", import.meta.url) },
  },
  targets: [
    peak,
    {
      what: "peak memory beside the bare loop over the lines",
      of: (round) => measured(round, "ours").peakRssMb / measured(round, "raw").peakRssMb,
      unit: "×",
      atMost: 1.5,
    },
  ],
  rounds: 1,
};

export const amplitudeMemory: Scenario = {
  name: "amplitude-memory",
  title: "Amplitude, 1M events → JSONL",
  vendor: { file: new URL("../vendors/zip-export.ts", import.meta.url), input: EVENTS },
  jobs: { ours: { file: new URL("../jobs/amplitude-export.ours.ts", import.meta.url) } },
  targets: [peak],
  rounds: 1,
};
