import { resolve } from "node:path";
import { styleText } from "node:util";
import { createRedactor, type Logger, type Redactor } from "@brain/core";
import { createLog, type LogLevel } from "./log.ts";
import { writeOut } from "./output.ts";
import type { Terminal } from "./terminal.ts";

/** Options that every command takes. */
export interface GlobalOptions {
  /** Machines read along: data as JSON on stdout, log lines and errors as JSON on stderr. */
  readonly json?: boolean | undefined;
  /** Lowest level shown on stderr, default `warn`; in the log file, default `info`. */
  readonly logLevel?: LogLevel | undefined;
  readonly logFile?: string | undefined;
  /** A file, or JSON: a connector's options, or the place of `brain.config.ts`. */
  readonly config?: string | undefined;
  /** The user of the config's `access` that acts. */
  readonly as?: string | undefined;
}

/** One call of the command line. */
export interface Session {
  readonly terminal: Terminal;
  readonly options: GlobalOptions;
  readonly log: Logger;
  readonly redact: Redactor;
  /** Writes data to stdout; resolves when it is out. */
  print(text: string): Promise<void>;
  /** Writes a line for people to stderr, above what is drawn there. */
  tell(line: string): void;
  /** What is drawn at the bottom of stderr, while there is something. */
  board?: Board | undefined;
}

/** Lines that are drawn again and again at the same place. */
export interface Board {
  hide(): void;
  show(): void;
}

const colours = { debug: "dim", info: "dim", warn: "yellow", error: "red" } as const;

/** Opens the log, and everything else that a command needs. */
export function openSession(terminal: Terminal, options: GlobalOptions): Session {
  const redact = createRedactor();
  redact.learn(terminal.env);
  const tell = (line: string): void => {
    session.board?.hide();
    terminal.stderr.write(`${line}\n`);
    session.board?.show();
  };
  const log = createLog({
    show: (level, line) =>
      tell(
        options.json
          ? JSON.stringify({ log: level, message: line })
          : `${styleText(colours[level], level, { stream: terminal.stderr })} ${line}`,
      ),
    level: options.logLevel ?? "warn",
    file: options.logFile === undefined ? undefined : resolve(terminal.cwd, options.logFile),
    fileLevel: options.logLevel ?? "info",
    redact,
  });
  const print = (text: string): Promise<void> => writeOut(terminal.stdout, text);
  const session: Session = { terminal, options, log, redact, tell, print };
  return session;
}
