import { ConfigError, suggest, type ConnectorInfo } from "@brain/core";
import type { Session } from "../session.ts";
import { gatherOptions, getAt, type GatheredOptions, type Values } from "./gather-options.ts";
import type { ConfigOption } from "./options-of.ts";

/**
 * A connector's options from `--config`, the environment and `.env`, in this order of precedence, checked against its
 * schema.
 *
 * @throws ConfigError `config_invalid` with every problem at once, both spellings of what is missing, and where was looked.
 */
export async function resolveConfig(info: ConnectorInfo, session: Session): Promise<Values> {
  const gathered = gatherOptions(info, session);
  const { values, options } = gathered;
  const problems = [...gathered.problems];
  const result = await info.config["~standard"].validate(values);
  for (const issue of result.issues ?? []) {
    problems.push(explain(info, options, values, issue));
  }
  if (problems.length > 0) throw unusable(info, problems, gathered, session);
  return values;
}

interface SchemaIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** One problem, with the names under which the option can be given. */
function explain(
  info: ConnectorInfo,
  options: readonly ConfigOption[],
  values: Values,
  issue: SchemaIssue,
): string {
  const path = (issue.path ?? []).map((part) => String(typeof part === "object" ? part.key : part));
  const option = options.find((candidate) => candidate.path.join(".") === path.join("."));
  const message = withVariables(issue.message, options) + misspelt(issue, options);
  if (option === undefined) {
    return `${path.length === 0 ? info.connectorName : path.join(".")}: ${message}`;
  }
  const isMissing =
    getAt(values, path) === undefined && Reflect.get(issue, "code") === "invalid_type";
  return isMissing
    ? `${path.join(".")} is missing (${option.env})`
    : `${path.join(".")} (${option.env}): ${message}`;
}

/** A connector's own message names options as it knows them, in backticks: their variables are added. */
function withVariables(message: string, options: readonly ConfigOption[]): string {
  return message.replaceAll(/`([\w.]+)`/g, (quoted, name: string) => {
    const option = options.find(({ path }) => path.join(".") === name);
    return option === undefined ? quoted : `${quoted} (${option.env})`;
  });
}

/** zod lists the names that it does not know. */
function misspelt(issue: SchemaIssue, options: readonly ConfigOption[]): string {
  const keys: unknown = Reflect.get(issue, "keys");
  if (!Array.isArray(keys)) return "";
  const names = options.map(({ path }) => path.at(-1) ?? "");
  const found = keys.map((key) => suggest(String(key), names)).filter((name) => name !== undefined);
  return found.length === 0 ? "" : `, did you mean ${found.join(", ")}?`;
}

/** The error about options that cannot be used, with everywhere that was looked. */
export function unusable(
  info: ConnectorInfo,
  problems: readonly string[],
  { dotEnv, given }: GatheredOptions,
  session: Session,
): ConfigError {
  const config = session.options.config === undefined ? "--config (not given)" : "--config";
  const file = dotEnv ?? `${given.folder}/.env (not there)`;
  return new ConfigError({
    code: "config_invalid",
    message: [`The configuration of ${info.connectorName} is not usable:`, ...problems].join(
      "\n  - ",
    ),
    hint:
      `Looked in: ${config}, the environment (BRAIN_${info.connectorName.toUpperCase().replaceAll("-", "_")}_…), ${file}.\n` +
      `\`brain spec ${info.connectorName}\` lists every option.`,
    context: { connector: info.connectorName, problems },
  });
}
