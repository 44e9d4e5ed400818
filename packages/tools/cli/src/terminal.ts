import type { Readable, Writable } from "node:stream";

/** A stream of a terminal or of a file: what `process.stdout` has beyond a `Writable`. */
export type Output = Writable & {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  readonly fd?: number;
};

/** Everything of the process that a command touches, so that tests can give their own. */
export interface Terminal {
  readonly cwd: string;
  /** Read, and completed by `.env` files: values that stand here win. */
  readonly env: Record<string, string | undefined>;
  /** What the user pastes. */
  readonly stdin: Readable & { readonly isTTY?: boolean };
  /** Data, and nothing else. */
  readonly stdout: Output;
  /** Progress, logs and errors. */
  readonly stderr: Output;
  /** Shows the user this address; that it cannot is no error, since it was printed too. */
  openBrowser(url: string): void;
  /** Calls `stop` at SIGINT and SIGTERM; the result ends that. */
  onSignal(stop: (signal: "SIGINT" | "SIGTERM") => void): () => void;
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  return {
    cwd: process.cwd(),
    env: process.env,
    // Opened when it is looked at: most commands never do.
    get stdin() {
      return process.stdin;
    },
    stdout: process.stdout,
    stderr: process.stderr,
    openBrowser(url) {
      void import("./auth/open-browser.ts").then(({ openBrowser }) => openBrowser(url));
    },
    onSignal(stop) {
      process.on("SIGINT", stop);
      process.on("SIGTERM", stop);
      return () => {
        process.off("SIGINT", stop);
        process.off("SIGTERM", stop);
      };
    },
  };
}
