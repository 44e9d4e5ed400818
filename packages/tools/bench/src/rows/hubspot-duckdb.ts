import { cpuRatioTo, type Scenario } from "../scenario.ts";

/** So many that starting up and compiling hardly count. */
const input = { contacts: 600_000 };

export const hubspotDuckdb: Scenario = {
  name: "hubspot-duckdb",
  title: "HubSpot contacts → DuckDB",
  vendor: {
    file: new URL("../vendors/hubspot.ts", import.meta.url),
    input: { latencyMs: 0 },
  },
  jobs: {
    ours: { file: new URL("../jobs/contacts-duckdb.ours.ts", import.meta.url), input },
    raw: { file: new URL("../jobs/contacts-jsonl.raw.ts", import.meta.url), input },
    bare: { file: new URL("../jobs/contacts-duckdb.bare.ts", import.meta.url), input },
  },
  targets: [
    { what: "of the raw loop into JSONL", of: cpuRatioTo("raw"), unit: "×", atLeast: 0.55 },
    { what: "of ky and DuckDB by hand, nothing checked", of: cpuRatioTo("bare"), unit: "×" },
  ],
};
