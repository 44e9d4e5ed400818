import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { ConfigError } from "@brain/core";

/** What `--config` says. */
export interface GivenConfig {
  readonly values: Readonly<Record<string, unknown>>;
  /** The folder whose `.env` counts. */
  readonly folder: string;
  /** The values stood in the arguments, where others can see them. */
  readonly inArguments: boolean;
}

/**
 * Reads `--config`, which is JSON when it begins with a brace and else a file.
 *
 * @throws ConfigError `config_invalid`; the message never has the text itself, which may hold secrets.
 */
export function givenConfig(given: string | undefined, cwd: string): GivenConfig {
  if (given === undefined) return { values: {}, folder: cwd, inArguments: false };
  if (given.trimStart().startsWith("{")) {
    return { values: parseConfig(given, "--config"), folder: cwd, inArguments: true };
  }
  const path = resolve(cwd, given);
  return {
    values: parseConfig(readConfig(path, given), given),
    folder: dirname(path),
    inArguments: false,
  };
}

function readConfig(path: string, given: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new ConfigError({
      code: "config_invalid",
      message: `The config file ${given} cannot be read.`,
      hint: 'Give --config a JSON file, or the JSON itself: --config \'{"baseUrl":"…"}\'.',
      cause,
    });
  }
}

function parseConfig(text: string, where: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's message quotes the text, so it is not kept as the cause.
    throw notAnObject(where, "is not JSON");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw notAnObject(where, "is no JSON object");
  }
  return { ...value };
}

function notAnObject(where: string, what: string): ConfigError {
  return new ConfigError({
    code: "config_invalid",
    message: `What ${where} gives ${what}.`,
    hint: 'A config is one JSON object of options: {"baseUrl":"…"}.',
  });
}
