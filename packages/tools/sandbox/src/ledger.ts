import type { FaultName } from "./faults/fault-names.ts";

/** One request that an emulator answered. */
export interface LedgerEntry {
  /** When the request came, epoch milliseconds of the emulator's clock. */
  readonly at: number;
  readonly method: string;
  /** Path of the request without its query. */
  readonly path: string;
  /** Template of the path, e.g. `/crm/objects/{version}/{object}/search`. */
  readonly endpoint: string;
  readonly status: number;
  /** Records (rows, results) in the answer, of one that streams those handed out so far. */
  readonly records: number;
  /** Bytes of the answer's body that were handed out so far. */
  readonly bytes: number;
}

/** One fault that a request met in front of the server (`withFaults`). */
export interface GivenFault {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly method: string;
  /** Path of the request without its query. */
  readonly path: string;
  readonly fault: FaultName;
  /** The schedule's rule, from 0. */
  readonly rule: number;
}

/** What an emulator answered, in order, and sums over it. */
export interface Ledger {
  readonly entries: readonly LedgerEntry[];
  /** The faults given in front of it: such a request is in `entries` too if it came through. */
  readonly faults: readonly GivenFault[];
  noteFault(given: GivenFault): void;
  /** Requests, or those that one endpoint (a template) answered. */
  requests(endpoint?: string): number;
  /** How many requests were answered with each status. */
  byStatus(): Readonly<Record<number, number>>;
  /** Records sent with success by each endpoint (a template). */
  recordsByEndpoint(): Readonly<Record<string, number>>;
  /** Records sent with success by each path. */
  recordsByPath(): Readonly<Record<string, number>>;
  reset(): void;
}

/** What an emulator writes into; both numbers grow while a body streams. */
export interface OpenEntry extends Omit<LedgerEntry, "records" | "bytes"> {
  records: number;
  bytes: number;
}

/** A ledger that can be written. */
export interface OpenLedger extends Ledger {
  add(entry: OpenEntry): void;
}

/** An empty ledger. */
export function createLedger(): OpenLedger {
  let entries: OpenEntry[] = [];
  let faults: GivenFault[] = [];
  const sum = (key: "endpoint" | "path"): Record<string, number> => {
    const sums: Record<string, number> = {};
    for (const entry of entries) {
      if (entry.status < 300) sums[entry[key]] = (sums[entry[key]] ?? 0) + entry.records;
    }
    return sums;
  };
  return {
    get entries() {
      return entries;
    },
    get faults() {
      return faults;
    },
    noteFault(given) {
      faults.push(given);
    },
    requests: (endpoint) =>
      endpoint === undefined
        ? entries.length
        : entries.filter((entry) => entry.endpoint === endpoint).length,
    byStatus() {
      const sums: Record<number, number> = {};
      for (const { status } of entries) sums[status] = (sums[status] ?? 0) + 1;
      return sums;
    },
    recordsByEndpoint: () => sum("endpoint"),
    recordsByPath: () => sum("path"),
    reset() {
      entries = [];
      faults = [];
    },
    add(entry) {
      entries.push(entry);
    },
  };
}
