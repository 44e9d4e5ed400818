import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ConfigError } from "@brain/core";
import { exitCodes } from "../exit-code.ts";
import { configNames } from "../project.ts";
import type { Session } from "../session.ts";
import { configTemplate } from "./config-template.ts";

/** Writes a config that runs at once against the sandbox; never over one that is there. */
export async function init(session: Session): Promise<number> {
  const { cwd } = session.terminal;
  const existing = configNames.find((name) => existsSync(join(cwd, name)));
  if (existing !== undefined) {
    throw new ConfigError({
      code: "config_invalid",
      message: `There is a ${existing} already.`,
      hint: "Edit it, or move it away first.",
    });
  }
  const name = isCommonJs(cwd) ? "brain.config.mts" : "brain.config.ts";
  writeFileSync(join(cwd, name), configTemplate, { flag: "wx" });
  await session.print(
    session.options.json
      ? `${JSON.stringify({ file: name })}\n`
      : `Wrote ${name}. What it imports:\n` +
          "  npm install @brain/core @brain/hubspot @brain/duckdb @brain/sandbox\n" +
          "Then:\n  brain run --dry-run\n  brain run\n",
  );
  return exitCodes.succeeded;
}

/** Node would read a `.ts` file as CommonJS there, which has no imports. */
function isCommonJs(folder: string): boolean {
  for (let current = folder; ; current = dirname(current)) {
    const manifest = join(current, "package.json");
    if (existsSync(manifest)) return /"type"\s*:\s*"commonjs"/.test(readFileSync(manifest, "utf8"));
    if (dirname(current) === current) return false;
  }
}
