import { measured, type Scenario } from "../scenario.ts";

export const brainHelp: Scenario = {
  name: "brain-help",
  title: "brain --help",
  jobs: {
    ours: { file: new URL("../jobs/brain-help.ours.ts", import.meta.url) },
    raw: { file: new URL("../jobs/brain-help.raw.ts", import.meta.url) },
  },
  targets: [
    {
      what: "processor time beyond Node's own start",
      of: (round) => measured(round, "ours").cpuMs - measured(round, "raw").cpuMs,
      unit: "ms",
      atMost: 60,
    },
  ],
};
