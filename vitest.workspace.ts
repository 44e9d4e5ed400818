import { globSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename } from "node:path";
import { defineConfig } from "vitest/config";

/** undici has one timer for all of a process, which a test of time limits must have for itself. */
const isolated = new Set(["node"]);

/** Tests import a sibling package's TypeScript, so no build is needed first. */
const source = { conditions: ["@brain/source"] };

const packages = globSync(["packages/*/package.json", "packages/*/*/package.json"]).map((file) =>
  file.replace(/.package\.json$/, ""),
);

export default defineConfig({
  resolve: source,
  ssr: { resolve: source },
  test: {
    restoreMocks: true,
    // More workers than cores, since some tests wait for child processes; and the packages' modules loaded once a worker:
    // loading them anew for each file takes longer than its tests.
    maxWorkers: Math.ceil(1.5 * availableParallelism()),
    isolate: false,
    // For slow machines under load: a test that hangs still ends.
    testTimeout: 30_000,
    coverage: {
      provider: "v8",
      include: ["packages/**/src/**/*.ts"],
      exclude: ["**/*.{test,test-d,fixture}.ts"],
    },
    projects: packages.map((folder) => ({
      extends: true as const,
      test: {
        name: basename(folder),
        include: [`${folder}/src/**/*.test.ts`],
        isolate: isolated.has(basename(folder)),
      },
    })),
  },
});
