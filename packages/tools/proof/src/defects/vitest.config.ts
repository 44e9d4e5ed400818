import { join } from "node:path";
import type { Plugin } from "vite";
import workspace from "../../../../../vitest.workspace.ts";
import { applyDefect } from "./apply-defect.ts";
import { defects } from "./index.ts";

/** The workspace's own projects, with the defect named by `BRAIN_DEFECT` put into the source text as it is loaded. */
const defect = defects.find(({ name }) => name === process.env["BRAIN_DEFECT"]);
if (defect === undefined) throw new Error("BRAIN_DEFECT names no defect.");
const path = join(import.meta.dirname, "../../../../..", defect.file);

const plugin: Plugin = {
  name: "defect",
  enforce: "pre",
  // The cache knows nothing of the defect: it would give the text as it was without, or with another.
  configureVitest({ defineCacheKeyGenerator }) {
    defineCacheKeyGenerator(({ id }) => (id.split("?")[0] === path ? false : undefined));
  },
  transform: (text, id) => (id.split("?")[0] === path ? applyDefect(text, defect) : undefined),
};

export default {
  ...workspace,
  test: {
    ...workspace.test,
    // One failing test is enough, and the proof runs a defect for each core.
    bail: 1,
    maxWorkers: 1,
    projects: workspace.test?.projects?.map((project) =>
      typeof project === "object" && "test" in project
        ? { ...project, plugins: [plugin] }
        : project,
    ),
  },
};
