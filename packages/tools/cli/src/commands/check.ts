import type { CheckResult } from "@brain/core";
import { bindSource } from "../bind-source.ts";
import { exitCodes } from "../exit-code.ts";
import { table } from "../format/table.ts";
import { installedConnectors } from "../installed.ts";
import { envName } from "../config/env-name.ts";
import { loadDotEnv } from "../config/dot-env.ts";
import type { Session } from "../session.ts";
import { watchSignals } from "../stop.ts";
import { ConfigError } from "@brain/core";

/** Asks each source whether its credentials and scopes will do; without names, each that the environment has options for. */
export async function check(session: Session, names: readonly string[]): Promise<number> {
  const stop = watchSignals(session.terminal);
  try {
    const results: (CheckResult & { readonly connector: string })[] = [];
    for (const name of names.length > 0 ? names : configuredConnectors(session)) {
      const source = await bindSource(session, name);
      results.push({ connector: name, ...(await source.check({ signal: stop.drain })) });
    }
    await session.print(
      session.options.json
        ? `${JSON.stringify(results)}\n`
        : table(
            ["connector", "ok", "cause", "what", "hint"],
            results.map(({ connector, ok, cause, message, hint }) => [
              connector,
              ok ? "yes" : "no",
              cause,
              message,
              hint,
            ]),
          ),
    );
    return codeOf(results);
  } finally {
    stop.end();
  }
}

/** @throws ConfigError `config_invalid` when the environment configures none. */
function configuredConnectors(session: Session): string[] {
  loadDotEnv(session.terminal.cwd, session.terminal.env);
  const variables = Object.keys(session.terminal.env);
  const names = installedConnectors(session.terminal.cwd)
    .map(({ name }) => name)
    .filter((name) => variables.some((variable) => variable.startsWith(`${envName(name, [])}_`)));
  if (names.length > 0) return names;
  throw new ConfigError({
    code: "config_invalid",
    message: "There is nothing to check: no connector is configured in the environment.",
    hint: "Name one, `brain check hubspot`, or set its options: BRAIN_HUBSPOT_ACCESS_TOKEN=…",
  });
}

function codeOf(results: readonly CheckResult[]): number {
  const causes = results.filter(({ ok }) => !ok).map(({ cause }) => cause);
  if (causes.length === 0) return exitCodes.succeeded;
  const mine = causes.every(
    (cause) => cause === "config" || cause === "auth" || cause === "permission",
  );
  return mine ? exitCodes.config : exitCodes.failed;
}
