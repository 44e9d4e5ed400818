import type { BudgetLimit } from "@brain/core";
import type { Emulator, EmulatorOptions, LedgerEntry } from "@brain/sandbox";

/** What one vendor allows in a time, and how as much of it as there is can be asked for. */
export interface Allowance {
  /** As the vendor says it. */
  readonly title: string;
  /** Of what is measured: so much (requests, or what they cost) per so many milliseconds of the vendor's. */
  readonly allowed: number;
  readonly perMs: number;
  /**
   * So many times as fast as ours the vendor's clock runs, and so do the windows of our budget. Requests, their latency and
   * all else take the time that they take: the shorter a window is, the more it suffers from them.
   */
  readonly speed: number;
  /** What a request was charged; 0: it is not counted here. Default 1. */
  readonly costOf?: (entry: LedgerEntry) => number;
  /** As large as the measurement needs it. */
  emulator(options: EmulatorOptions): Emulator;
  readonly streams: readonly string[];
  /** Beside what the sandbox says, for an emulator at this address. */
  config(url: string): Readonly<Record<string, unknown>>;
  /** Where the vendor's numbers are others in this measurement: what becomes of a limit. */
  readonly limit?: (limit: BudgetLimit) => BudgetLimit | undefined;
}

/** Milliseconds of ours in which the vendor's window passes. */
export function windowOf({ perMs, speed }: Allowance): number {
  return perMs / speed;
}
