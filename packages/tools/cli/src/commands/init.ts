import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ConfigError, suggest } from "@brain/core";
import { exitCodes } from "../exit-code.ts";
import { configNames } from "../project.ts";
import type { Session } from "../session.ts";
import { configTemplate } from "./config-template.ts";
import { starters } from "./starters.ts";

/** How long ago the first day of a new project's dated streams is. */
const FIRST_DAY_MS = 7 * 86_400_000;

/** Writes a config that runs these sources at once against the sandbox; never over one that is there. */
export async function init(session: Session, names: readonly string[]): Promise<number> {
  const { cwd } = session.terminal;
  for (const name of names) if (!Object.hasOwn(starters, name)) throw unknown(name);
  const existing = configNames.find((name) => existsSync(join(cwd, name)));
  if (existing !== undefined) {
    throw new ConfigError({
      code: "config_invalid",
      message: `There is a ${existing} already.`,
      hint: "Edit it, or move it away first.",
    });
  }
  const name = isCommonJs(cwd) ? "brain.config.mts" : "brain.config.ts";
  const firstDay = new Date(Date.now() - FIRST_DAY_MS).toISOString().slice(0, "YYYY-MM-DD".length);
  writeFileSync(join(cwd, name), configTemplate(names, firstDay), { flag: "wx" });
  const packages = ["core", ...new Set(names), "duckdb", "sandbox"].map((one) => `@brain/${one}`);
  const others = Object.keys(starters).filter((one) => !names.includes(one));
  await session.print(
    session.options.json
      ? `${JSON.stringify({ file: name })}\n`
      : `Wrote ${name}. What it imports:\n` +
          `  npm install ${packages.join(" ")}\n` +
          "Then:\n  brain run --dry-run\n  brain run\n" +
          (others.length === 0
            ? ""
            : `Other sources, by \`brain init NAME…\`: ${others.join(", ")}\n`),
  );
  return exitCodes.succeeded;
}

function unknown(name: string): ConfigError {
  const meant = suggest(name, Object.keys(starters));
  return new ConfigError({
    code: "option_unknown",
    message: `There is no source "${name}"${meant === undefined ? "" : `; did you mean "${meant}"?`}`,
    hint: `There are ${Object.keys(starters).join(", ")}.`,
  });
}

/** Node would read a `.ts` file as CommonJS there, which has no imports. */
function isCommonJs(folder: string): boolean {
  for (let current = folder; ; current = dirname(current)) {
    const manifest = join(current, "package.json");
    if (existsSync(manifest)) return /"type"\s*:\s*"commonjs"/.test(readFileSync(manifest, "utf8"));
    if (dirname(current) === current) return false;
  }
}
