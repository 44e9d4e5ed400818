import { globSync } from "node:fs";
import { basename } from "node:path";
import { defineConfig } from "vitest/config";

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
    // For slow machines under load: a test that hangs still ends.
    testTimeout: 30_000,
    coverage: {
      provider: "v8",
      include: ["packages/**/src/**/*.ts"],
      exclude: ["**/*.{test,test-d,fixture}.ts"],
    },
    projects: packages.map((folder) => ({
      extends: true as const,
      test: { name: basename(folder), include: [`${folder}/src/**/*.test.ts`] },
    })),
  },
});
