import { join } from "node:path";
import { build } from "esbuild";

/** What Node has and the Web has not, each made undefined. */
export const withoutNode = Object.fromEntries(
  ["process", "Buffer", "global", "require", "setImmediate", "__dirname"].flatMap((name) => [
    [name, "undefined"],
    [`globalThis.${name}`, "undefined"],
  ]),
);

/**
 * Bundles the project's worker into one file without any import; gives the file. `define` replaces global names, so that
 * the bundle can be run on Node as if it were not there.
 */
export async function bundleWorker(
  project: string,
  define: Readonly<Record<string, string>> = {},
): Promise<string> {
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
    define: { ...define },
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
