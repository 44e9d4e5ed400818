import { cpuRatioTo, type Scenario } from "../scenario.ts";

export const hubspotJsonl: Scenario = {
  name: "hubspot-jsonl",
  title: "HubSpot contacts → JSONL",
  vendor: {
    file: new URL("../vendors/hubspot.ts", import.meta.url),
    input: { contacts: 100_000, latencyMs: 0 },
  },
  jobs: {
    ours: { file: new URL("../jobs/contacts-jsonl.ours.ts", import.meta.url) },
    raw: { file: new URL("../jobs/contacts-jsonl.raw.ts", import.meta.url) },
    peer: { file: new URL("../jobs/contacts-jsonl.peer.ts", import.meta.url) },
  },
  targets: [
    { what: "of the raw loop", of: cpuRatioTo("raw"), unit: "×", atLeast: 0.6 },
    { what: "of @hubspot/api-client getPage", of: cpuRatioTo("peer"), unit: "×", atLeast: 1 },
  ],
};
