import { ConfigError, suggest, type ConnectorInfo } from "@brain/core";
import type { Session } from "../session.ts";
import { coerce } from "./coerce.ts";
import { loadDotEnv } from "./dot-env.ts";
import { givenConfig, type GivenConfig } from "./given-config.ts";
import { optionsOf, type ConfigOption } from "./options-of.ts";

type Values = Record<string, unknown>;

/**
 * A connector's options from `--config`, the environment and `.env`, in this order of precedence, checked against its
 * schema.
 *
 * @throws ConfigError `config_invalid` with every problem at once, both spellings of what is missing, and where was looked.
 */
export async function resolveConfig(info: ConnectorInfo, session: Session): Promise<Values> {
  const given = givenConfig(session.options.config, session.terminal.cwd);
  const dotEnv = loadDotEnv(given.folder, session.terminal.env);
  session.redact.learn(session.terminal.env);
  const options = optionsOf(info);
  const values: Values = {};
  const problems: string[] = [];

  for (const option of options) {
    const text = session.terminal.env[option.env];
    if (text === undefined || text === "") continue;
    const coerced = coerce(text, option.types);
    if (coerced.ok) setAt(values, option.path, coerced.value);
    else problems.push(`${option.env} ${coerced.problem}`);
  }
  mergeInto(values, given.values);
  hideSecrets(values, options, session);
  warnOfArguments(info, given, options, session);

  const result = await info.config["~standard"].validate(values);
  for (const issue of result.issues ?? []) {
    problems.push(explain(info, options, values, issue));
  }
  if (problems.length > 0) throw invalid(info, problems, dotEnv, given, session);
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

function invalid(
  info: ConnectorInfo,
  problems: readonly string[],
  dotEnv: string | undefined,
  given: GivenConfig,
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

function hideSecrets(values: Values, options: readonly ConfigOption[], session: Session): void {
  for (const option of options) {
    const value = option.secret ? getAt(values, option.path) : undefined;
    if (typeof value === "string") session.redact.add(value);
  }
}

/** SE-1: other users of the machine see the arguments of a process. */
function warnOfArguments(
  info: ConnectorInfo,
  given: GivenConfig,
  options: readonly ConfigOption[],
  session: Session,
): void {
  if (!given.inArguments) return;
  for (const option of options) {
    if (!option.secret || getAt(given.values, option.path) === undefined) continue;
    session.log.warn(
      `${info.connectorName}.${option.path.join(".")} stands in the arguments, which others on this machine can see: use ${option.env}.`,
    );
  }
}

function getAt(values: Readonly<Values>, path: readonly string[]): unknown {
  let value: unknown = values;
  for (const name of path) value = isValues(value) ? value[name] : undefined;
  return value;
}

function setAt(values: Values, path: readonly string[], value: unknown): void {
  const [name, ...rest] = path;
  if (name === undefined) return;
  if (rest.length === 0) {
    values[name] = value;
    return;
  }
  const inner = isValues(values[name]) ? { ...values[name] } : {};
  setAt(inner, rest, value);
  values[name] = inner;
}

function mergeInto(values: Values, over: Readonly<Values>): void {
  for (const [name, value] of Object.entries(over)) {
    const known = values[name];
    if (isValues(known) && isValues(value)) {
      const merged = { ...known };
      mergeInto(merged, value);
      values[name] = merged;
    } else {
      values[name] = value;
    }
  }
}

function isValues(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
