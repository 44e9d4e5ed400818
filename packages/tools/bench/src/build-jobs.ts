import { copyFile, rm } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";
import type { Scenario } from "./scenario.ts";

const DIST = new URL("../dist/", import.meta.url);
/** Of this process: another may measure at the same time. */
const FOLDER = new URL(`${process.pid}/`, DIST);

/**
 * Bundles the jobs with our packages as they are now: stripping types in the measured process would cost some 20 MB and
 * time that no user of ours pays.
 */
export async function buildJobs(scenarios: readonly Scenario[]): Promise<void> {
  const files = scenarios.flatMap(({ jobs }) => Object.values(jobs).map(({ file }) => file));
  await build({
    entryPoints: [...new Set(files.map((file) => fileURLToPath(file)))],
    outdir: fileURLToPath(FOLDER),
    bundle: true,
    // What is loaded when it is needed stays apart, as in the packages that we publish.
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node22",
    conditions: ["@brain/source"],
    plugins: [dependenciesAsPublished],
    logLevel: "error",
  });
  // The command line looks for its version in the folder above its own.
  await copyFile(new URL("../package.json", import.meta.url), new URL("package.json", DIST));
}

/** Removes the bundles. */
export async function removeJobs(): Promise<void> {
  await rm(FOLDER, { recursive: true, force: true });
}

/** Where the bundle of a job is. */
export function builtJob(file: URL): URL {
  return new URL(basename(fileURLToPath(file)).replace(/ts$/, "js"), FOLDER);
}

/** What others publish is loaded from where it is installed, which is another place for each of our packages. */
const dependenciesAsPublished: Plugin = {
  name: "dependencies-as-published",
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^[^./]/ }, async ({ path, kind, resolveDir, pluginData }) => {
      const ours = path.startsWith("@brain/") || path.startsWith("node:");
      if (kind === "entry-point" || ours || pluginData === "asked") return undefined;
      const found = await resolve(path, { kind, resolveDir, pluginData: "asked" });
      return { path: found.path, errors: found.errors, external: true };
    });
  },
};
