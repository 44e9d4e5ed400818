import { tell } from "./marks.ts";

/** Sends this process a signal at the n-th call. */
export interface Trap {
  /** Whether the next call is the one. */
  isNext(): boolean;
  step(): void;
}

export type TrapSignal = "SIGKILL" | "SIGSTOP";

export function createTrap(nth: number, signal: TrapSignal): Trap {
  let left = nth;
  return {
    isNext: () => left === 1,
    step() {
      left -= 1;
      if (left !== 0) return;
      tell("struck");
      process.kill(process.pid, signal);
      // Another thread may take the signal: not one step further until it is over.
      if (signal === "SIGKILL") Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    },
  };
}
