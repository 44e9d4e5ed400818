import type { Destination, TableWriter } from "@brain/core";

/** A destination that takes its time, and forgets what it is given. */
export interface SlowDestination {
  readonly destination: Destination;
  /** Rows that were committed. */
  readonly committed: () => number;
}

/** `wait` is awaited before each commit is done. */
export function slowDestination(wait: () => Promise<void>): SlowDestination {
  let staged = 0;
  let committed = 0;
  const close = async (): Promise<void> => undefined;
  const writer: TableWriter = {
    async write({ records }) {
      staged += records.length;
      return { rejected: [] };
    },
    async commit() {
      await wait();
      committed += staged;
      staged = 0;
    },
    async rollback() {
      staged = 0;
    },
    finish: close,
    [Symbol.asyncDispose]: close,
  };
  return {
    committed: () => committed,
    destination: {
      name: "slow",
      capabilities: {
        modes: ["append"],
        transactional: false,
        deletes: "none",
        evolve: [],
        concurrency: 1,
        manyProcesses: false,
      },
      check: async () => ({ ok: true }),
      open: async () => writer,
      close,
      [Symbol.asyncDispose]: close,
    },
  };
}
