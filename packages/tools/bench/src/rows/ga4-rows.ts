import { cpuRatioTo, peakRssOf, type Scenario } from "../scenario.ts";

export const ga4Rows: Scenario = {
  name: "ga4-rows",
  title: "GA4, 250,000 rows × 14",
  vendor: {
    file: new URL("../vendors/ga4.ts", import.meta.url),
    input: { rows: 250_000 },
  },
  jobs: {
    ours: { file: new URL("../jobs/ga4-rows.ours.ts", import.meta.url) },
    peer: { file: new URL("../jobs/ga4-rows.peer.ts", import.meta.url) },
  },
  targets: [
    {
      what: "of @google-analytics/data 7.2.0, REST",
      of: cpuRatioTo("peer"),
      unit: "×",
      atLeast: 2.5,
    },
    { what: "peak memory", of: peakRssOf("ours"), unit: "MB", atMost: 150 },
  ],
};
