import { cpuRatioTo, type Scenario } from "../scenario.ts";

export const hubspotDuckdb: Scenario = {
  name: "hubspot-duckdb",
  title: "HubSpot contacts → DuckDB",
  vendor: {
    file: new URL("../vendors/hubspot.ts", import.meta.url),
    input: { contacts: 100_000, latencyMs: 0 },
  },
  jobs: {
    ours: { file: new URL("../jobs/contacts-duckdb.ours.ts", import.meta.url) },
    raw: { file: new URL("../jobs/contacts-jsonl.raw.ts", import.meta.url) },
  },
  targets: [
    { what: "of the raw loop into JSONL", of: cpuRatioTo("raw"), unit: "×", atLeast: 0.55 },
  ],
};
