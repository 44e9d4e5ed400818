import { join } from "node:path";
import type { Plugin } from "vite";
import { BaseSequencer, createVitest, type Reporter, type TestSpecification } from "vitest/node";
import workspace from "../../../../../vitest.workspace.ts";
import type { TestRun } from "../run/vitest-report.ts";
import { root } from "../run/run-vitest.ts";
import { applyDefect } from "./apply-defect.ts";
import type { Defect } from "./defect.ts";

/** The workspace's tests in a vitest that is kept: its start and the transformed sources are paid once for many defects. */
export interface KeptVitest {
  /** Runs the tests of the defect's clause, in the order of the files and up to the first that fails, with the defect in. */
  run(defect: Defect, files: readonly string[]): Promise<TestRun[]>;
}

/** The order of the files is ours: the nearest to the defect first. */
class AsGiven extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files;
  }
}

/** Starts it. Each run has worker processes of its own, so that nothing of a defect outlives it. */
export async function openVitest(): Promise<KeptVitest> {
  let current: Defect | undefined;
  let runs: TestRun[] = [];
  const plugin: Plugin = {
    name: "defect",
    enforce: "pre",
    transform: (text, id) =>
      current !== undefined && id.split("?")[0] === join(root, current.file)
        ? applyDefect(text, current)
        : undefined,
  };
  const reporter: Reporter = {
    onTestCaseResult(test) {
      const { state } = test.result();
      if (state !== "passed" && state !== "failed") return;
      runs.push({ title: test.fullName, file: test.module.moduleId, passed: state === "passed" });
    },
    onTestModuleEnd(module) {
      if (module.errors().length === 0) return;
      runs.push({ title: `${module.moduleId} loads`, file: module.moduleId, passed: false });
    },
  };
  const vitest = await createVitest(
    { config: false, root, watch: false },
    {
      ...workspace,
      test: {
        ...workspace.test,
        watch: false,
        reporters: [reporter],
        bail: 1,
        // Others run beside it.
        maxWorkers: 1,
        sequence: { sequencer: AsGiven },
        // The cache knows nothing of the defect: it would give the text as it was without, or with another.
        fsModuleCache: false,
        projects: (workspace.test?.projects ?? []).map((project) =>
          typeof project === "object" && "test" in project
            ? { ...project, plugins: [plugin] }
            : project,
        ),
      },
    },
  );
  const specifications = await vitest.globTestSpecifications();

  return {
    async run(defect, files) {
      const path = join(root, defect.file);
      vitest.setGlobalTestNamePattern(new RegExp(`\\[${defect.clause}\\]`));
      runs = [];
      current = defect;
      vitest.invalidateFile(path);
      try {
        await vitest.runTestSpecifications(
          files.flatMap((file) =>
            specifications.filter(({ moduleId }) => moduleId === join(root, file)),
          ),
        );
      } finally {
        current = undefined;
        vitest.invalidateFile(path);
      }
      return runs;
    },
  };
}
