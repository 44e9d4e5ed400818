import { cpuRatioTo, type Scenario } from "../scenario.ts";

export const fieldEncryption: Scenario = {
  name: "field-encryption",
  title: "Encryption of fields, 28 bytes each",
  jobs: {
    ours: {
      file: new URL("../jobs/field-encryption.ours.ts", import.meta.url),
      input: { fields: 600_000 },
    },
    peer: {
      file: new URL("../jobs/field-encryption.peer.ts", import.meta.url),
      // So slow that no more are needed to measure it.
      input: { fields: 20_000 },
    },
  },
  targets: [{ what: "of npm fernet 0.4.0", of: cpuRatioTo("peer"), unit: "×", atLeast: 10 }],
};
