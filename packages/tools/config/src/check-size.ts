import { gzipSync } from "node:zlib";
import { build, type BuildOptions } from "esbuild";
import { publicPackages, root } from "./workspace.ts";

/** The most that a bundle may weigh, minified and gzipped. */
interface SizeLimit {
  readonly what: string;
  readonly code: string;
  /** What the bundle leaves out. */
  readonly external: readonly string[];
  /** Kilobytes of 1,000 bytes; without one the weight is only shown. */
  readonly limitKb?: number;
}

/** Packages of others that a toolkit's user has anyway. */
const shared = ["zod"];

const limits: readonly SizeLimit[] = [
  {
    // What a bundler keeps of both for a connector and a script that reads it, with what they depend on.
    what: "core + http under a connector",
    code: 'export * from "./packages/tools/config/src/consumer/project/acme.ts";',
    external: shared,
    limitKb: 40,
  },
  {
    what: "core + http, every export",
    code: 'export * from "@brain/core"; export * from "@brain/http";',
    external: shared,
  },
  ...publicPackages()
    .filter(({ folder }) => folder.startsWith("packages/sources/"))
    .map(({ folder, name }) => ({
      what: `${name}, own code`,
      code: `export * from "./${folder}/src/index.ts";`,
      external: ["@brain/*", "zod", "ky", "p-limit", "lru-cache"],
      limitKb: 15,
    })),
];

const options: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  write: false,
  format: "esm",
  platform: "neutral",
  mainFields: ["module", "main"],
  target: "es2023",
  conditions: ["@brain/source", "import"],
};

for (const { what, code, external, limitKb } of limits) {
  const { outputFiles } = await build({
    ...options,
    stdin: { contents: code, resolveDir: root, loader: "ts" },
    external: [...external],
  });
  const kilobytes =
    (outputFiles ?? []).reduce((sum, file) => sum + gzipSync(file.contents).length, 0) / 1000;
  const fits = limitKb === undefined || kilobytes <= limitKb;
  const allowed = limitKb === undefined ? "" : ` of ${limitKb}`;
  console.log(`${fits ? "ok" : "TOO BIG"}  ${what}: ${kilobytes.toFixed(1)}${allowed} kB`);
  if (!fits) process.exitCode = 1;
}
