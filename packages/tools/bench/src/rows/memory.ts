import { measured, peakRssOf, type Scenario, type Script } from "../scenario.ts";

const jsonlOf = (contacts: number): Script => ({
  file: new URL("../jobs/contacts-jsonl.ours.ts", import.meta.url),
  input: { contacts },
});

export const memory: Scenario = {
  name: "memory",
  title: "Memory that does not grow",
  vendor: {
    file: new URL("../vendors/hubspot.ts", import.meta.url),
    input: { latencyMs: 0 },
  },
  jobs: {
    "JSONL, 100k": jsonlOf(100_000),
    "JSONL, 1M": jsonlOf(1_000_000),
    "DuckDB, 1M": {
      file: new URL("../jobs/contacts-duckdb.ours.ts", import.meta.url),
      input: { contacts: 1_000_000 },
    },
  },
  targets: [
    { what: "JSONL, 1M records", of: peakRssOf("JSONL, 1M"), unit: "MB", atMost: 160 },
    {
      what: "JSONL, 1M beside 100k",
      of: (round) =>
        measured(round, "JSONL, 1M").peakRssMb / measured(round, "JSONL, 100k").peakRssMb,
      unit: "×",
      atMost: 1.2,
    },
    { what: "DuckDB, 1M records", of: peakRssOf("DuckDB, 1M"), unit: "MB", atMost: 450 },
  ],
  rounds: 1,
};
