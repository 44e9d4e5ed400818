import { openSync, writeSync } from "node:fs";
import { ConfigError, type Logger, type Redactor } from "@brain/core";

/** In rising order of importance. */
export const logLevels = ["debug", "info", "warn", "error"] as const;
export type LogLevel = (typeof logLevels)[number];

/** Where log entries go. */
export interface LogSinks {
  /** For people; undefined: nowhere. */
  readonly show: (level: LogLevel, line: string) => void;
  readonly level: LogLevel;
  /** Appended to, one JSON object a line, readable by its owner alone. */
  readonly file?: string | undefined;
  /** Lowest level in the file. */
  readonly fileLevel: LogLevel;
  readonly redact: Redactor;
}

/**
 * The logger given to sources and pipelines: redacted, one event a line (SE-2, SE-3).
 *
 * @throws ConfigError `config_invalid` when the file cannot be opened.
 */
export function createLog(sinks: LogSinks): Logger {
  const file = sinks.file === undefined ? undefined : openLogFile(sinks.file);
  const entry =
    (level: LogLevel) =>
    (message: string, fields?: object): void => {
      const line = sinks.redact.line(message);
      const details = fields === undefined ? {} : sinks.redact.value(fields);
      if (isAtLeast(level, sinks.level)) {
        const shown = fields === undefined ? line : `${line} ${JSON.stringify(details)}`;
        sinks.show(level, shown);
      }
      if (file !== undefined && isAtLeast(level, sinks.fileLevel)) {
        const record = { at: new Date().toISOString(), level, message: line, fields: details };
        writeSync(file, `${JSON.stringify(record)}\n`);
      }
    };
  return { debug: entry("debug"), info: entry("info"), warn: entry("warn"), error: entry("error") };
}

function openLogFile(path: string): number {
  try {
    return openSync(path, "a", 0o600);
  } catch (cause) {
    throw new ConfigError({
      code: "config_invalid",
      message: `The log file ${path} cannot be written.`,
      hint: "Give --log-file a path in a folder that exists and is writable.",
      cause,
    });
  }
}

function isAtLeast(level: LogLevel, lowest: LogLevel): boolean {
  return logLevels.indexOf(level) >= logLevels.indexOf(lowest);
}
