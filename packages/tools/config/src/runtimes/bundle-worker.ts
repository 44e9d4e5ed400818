import { join } from "node:path";
import { build } from "esbuild";

/** Bundles the project's worker into one file without anything of Node; gives the file. */
export async function bundleWorker(project: string): Promise<string> {
  const outfile = join(project, "worker.bundle.js");
  const { metafile } = await build({
    absWorkingDir: project,
    entryPoints: ["worker.ts"],
    outfile,
    bundle: true,
    metafile: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["workerd", "worker", "browser", "import"],
    target: "es2023",
    // A package that asks for Node stays visible as an import of the bundle.
    external: ["node:*"],
    logLevel: "silent",
  });
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  if (imports.length > 0) {
    const names = imports.map(({ path }) => path).join(", ");
    throw new Error(`The worker's bundle must stand alone, and imports ${names}.`);
  }
  return outfile;
}
