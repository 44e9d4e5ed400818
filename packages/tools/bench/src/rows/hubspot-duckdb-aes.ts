import { cpuRatioTo, type Scenario } from "../scenario.ts";

/** As many as without encryption, so that the rows compare. */
const input = { contacts: 600_000 };

export const hubspotDuckdbAes: Scenario = {
  name: "hubspot-duckdb-aes",
  title: "HubSpot contacts → DuckDB, three fields by AES-256-GCM",
  vendor: {
    file: new URL("../vendors/hubspot.ts", import.meta.url),
    input: { latencyMs: 0 },
  },
  jobs: {
    ours: { file: new URL("../jobs/contacts-duckdb-aes.ours.ts", import.meta.url), input },
    raw: { file: new URL("../jobs/contacts-jsonl.raw.ts", import.meta.url), input },
  },
  targets: [{ what: "of the raw loop into JSONL", of: cpuRatioTo("raw"), unit: "×", atLeast: 0.4 }],
};
