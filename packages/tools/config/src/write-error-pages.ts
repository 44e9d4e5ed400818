import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { errorCodes, errorMeanings, type Code } from "@brain/core";
import { errorPages } from "./error-pages.ts";
import { root } from "./workspace.ts";

/** Writes `docs/errors`; with `--check` it writes nothing and fails when a page is not what it would write. */
const folder = join(root, "docs/errors");
const documented = Object.entries(errorMeanings).map(([code, what]) => [
  code,
  // The meanings have the codes as their keys.
  { ...errorCodes[code as Code], what },
]);
const pages = errorPages(Object.fromEntries(documented));
const strays = existsSync(folder) ? readdirSync(folder).filter((file) => !pages.has(file)) : [];

if (process.argv.includes("--check")) {
  const stale = [...pages].filter(([file, text]) => {
    const path = join(folder, file);
    return !existsSync(path) || readFileSync(path, "utf8") !== text;
  });
  const names = [...stale.map(([file]) => file), ...strays];
  console.log(
    names.length > 0
      ? `Run "pnpm docs:errors": docs/errors is not up to date (${names.join(", ")}).`
      : `${pages.size} pages are up to date.`,
  );
  if (names.length > 0) process.exitCode = 1;
} else {
  mkdirSync(folder, { recursive: true });
  for (const file of strays) rmSync(join(folder, file));
  for (const [file, text] of pages) writeFileSync(join(folder, file), text);
}
