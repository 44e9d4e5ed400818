import type { SourceEvent } from "./source-event.ts";
import type { Budget } from "./stores/budget.ts";
import type { CredentialStore } from "./stores/credential-store.ts";

/** All time and chance come from here, so that tests can hold them still. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Milliseconds that never go back; only differences mean anything. */
  monotonic(): number;
  /** @throws the signal's reason when it is aborted, at once. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** From 0 up to, but not including, 1. */
  random(): number;
}

/** Where libraries of ours say what an operator may want to read. */
export interface Logger {
  debug(message: string, fields?: object): void;
  info(message: string, fields?: object): void;
  warn(message: string, fields?: object): void;
  error(message: string, fields?: object): void;
}

/**
 * What the outside gives a connector. Made anew for each scope (one partition being read, one check): `signal`, `emit`
 * and `log` belong to that scope.
 */
export interface Runtime {
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly log: Logger;
  readonly emit: (event: SourceEvent) => void;
  /** By default calls `globalThis.fetch` as it is at the time of the call: a captured one bypasses test doubles. */
  readonly fetch: typeof fetch;
  readonly credentials: CredentialStore;
  /** The vendor's allowance, shared by all that use one credential, here or on other machines. */
  readonly budget: Budget;
  /**
   * What outlives a scope (a token, a discovered schema): makes the value at the first call, then gives the same one;
   * a promise that rejects is forgotten. One per source.
   */
  once<T>(key: string, make: () => T): T;
}
