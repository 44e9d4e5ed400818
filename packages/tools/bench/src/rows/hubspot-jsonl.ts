import { cpuRatioTo, type Scenario } from "../scenario.ts";

/** So many that starting up and compiling hardly count. */
const input = { contacts: 600_000 };

export const hubspotJsonl: Scenario = {
  name: "hubspot-jsonl",
  title: "HubSpot contacts → JSONL",
  vendor: {
    file: new URL("../vendors/hubspot.ts", import.meta.url),
    input: { latencyMs: 0 },
  },
  jobs: {
    ours: { file: new URL("../jobs/contacts-jsonl.ours.ts", import.meta.url), input },
    raw: { file: new URL("../jobs/contacts-jsonl.raw.ts", import.meta.url), input },
    ky: { file: new URL("../jobs/contacts-jsonl.ky.ts", import.meta.url), input },
    peer: { file: new URL("../jobs/contacts-jsonl.peer.ts", import.meta.url), input },
  },
  targets: [
    { what: "of the raw loop", of: cpuRatioTo("raw"), unit: "×", atLeast: 0.6 },
    { what: "of @hubspot/api-client getPage", of: cpuRatioTo("peer"), unit: "×", atLeast: 1 },
    { what: "of ky alone, nothing checked", of: cpuRatioTo("ky"), unit: "×" },
  ],
};
