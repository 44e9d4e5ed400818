import type { ConnectorInfo } from "@brain/core";
import type { Session } from "../session.ts";
import { coerce } from "./coerce.ts";
import { loadDotEnv } from "./dot-env.ts";
import { givenConfig, type GivenConfig } from "./given-config.ts";
import { optionsOf, type ConfigOption } from "./options-of.ts";

export type Values = Record<string, unknown>;

/** What was found of a connector's options; its schema has not seen it. */
export interface GatheredOptions {
  readonly values: Values;
  readonly options: readonly ConfigOption[];
  /** What could not even be read. */
  readonly problems: readonly string[];
  /** The `.env` that was read. */
  readonly dotEnv: string | undefined;
  readonly given: GivenConfig;
}

/** A connector's options from `--config`, the environment and `.env`, in this order of precedence. */
export function gatherOptions(info: ConnectorInfo, session: Session): GatheredOptions {
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
  return { values, options, problems, dotEnv, given };
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

/** The value of an option, by its path. */
export function getAt(values: Readonly<Values>, path: readonly string[]): unknown {
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
