import { cpuRatioTo, peakRssOf, type Scenario } from "../scenario.ts";

export const exportLines: Scenario = {
  name: "export-lines",
  title: "NDJSON export, lines",
  vendor: {
    file: new URL("../vendors/export.ts", import.meta.url),
    input: { lines: 300_000 },
  },
  jobs: {
    ours: { file: new URL("../jobs/export-lines.ours.ts", import.meta.url) },
    raw: { file: new URL("../jobs/export-lines.raw.ts", import.meta.url) },
  },
  targets: [
    { what: "of the bare loop", of: cpuRatioTo("raw"), unit: "×", atLeast: 0.85 },
    { what: "peak memory", of: peakRssOf("ours"), unit: "MB", atMost: 120 },
  ],
};
