import type { Terminal } from "./terminal.ts";

/** How long what is under way may take to finish after the first signal (CN-2). */
const DRAIN_MS = 25_000;

/** What SIGINT and SIGTERM ask for. */
export interface Stop {
  /** Aborted by the first signal: begin nothing new, finish and save what is under way. */
  readonly drain: AbortSignal;
  /** Aborted by the second signal, or 25 s after the first: leave everything as it is. */
  readonly abort: AbortSignal;
  /** The first signal, once there was one. */
  readonly signal: () => "SIGINT" | "SIGTERM" | undefined;
  end(): void;
}

/** Listens to the terminal until `end()`. */
export function watchSignals(terminal: Terminal, drainMs: number = DRAIN_MS): Stop {
  const drain = new AbortController();
  const abort = new AbortController();
  let first: "SIGINT" | "SIGTERM" | undefined;
  let timer: NodeJS.Timeout | undefined;
  const forget = terminal.onSignal((signal) => {
    if (first !== undefined) {
      abort.abort(signal);
      return;
    }
    first = signal;
    timer = setTimeout(() => abort.abort(signal), drainMs);
    timer.unref();
    drain.abort(signal);
  });
  return {
    drain: drain.signal,
    abort: abort.signal,
    signal: () => first,
    end() {
      forget();
      clearTimeout(timer);
    },
  };
}
