import { toResponse, type Answer } from "./answer.ts";
import type { FaultPaging } from "./faults/fault-schedule.ts";
import { createLedger, type Ledger } from "./ledger.ts";

/** What an emulator behind a socket is told of it. */
export interface Wire {
  /** Makes latency real. */
  wait(ms: number): Promise<void>;
  /** The connection that the request came by, the same for all of it. */
  readonly connection: object;
}

/** One vendor's API. Stateless towards the caller except its ledger, quotas, tokens and data clock. */
export interface Emulator {
  /** Of the connector that reads it. */
  readonly name: string;
  /** The vendor's real hosts (`mswHandlers` mounts on these). */
  readonly hosts: readonly string[];
  readonly ledger: Ledger;
  /** Milliseconds that `serve` lets pass before each answer. */
  readonly latencyMs: number;
  /** How the vendor pages, where its answers name the next page: what `withFaults` needs to bend pages. */
  readonly paging?: FaultPaging | undefined;
  /**
   * Answers a request; the host is not looked at. `serve` gives the wire, which makes the latency real: the request stays
   * in flight, and counts as concurrent, while it waits.
   */
  fetch(request: Request, wire?: Wire): Promise<Response>;
}

/** Options of every emulator. */
export interface EmulatorOptions {
  /** Seed of the invented data. Default 1. */
  readonly seed?: number;
  /** The emulator's clock, epoch milliseconds: tokens, quotas, "today". Default `Date.now`. */
  readonly now?: () => number;
  /** Milliseconds that `serve` lets pass before each answer. Default 0. */
  readonly latencyMs?: number;
}

interface Parts {
  readonly name: Emulator["name"];
  readonly hosts: readonly string[];
  readonly now: () => number;
  readonly latencyMs: number;
  readonly paging?: FaultPaging | undefined;
  readonly handle: (request: Request, url: URL) => Promise<Answer>;
}

/** Puts the ledger and the latency around what one vendor answers. */
export function createEmulator({ name, hosts, now, latencyMs, paging, handle }: Parts): Emulator {
  const ledger = createLedger();
  return {
    name,
    hosts,
    ledger,
    latencyMs,
    paging,
    async fetch(request, wire) {
      const at = now();
      const url = new URL(request.url);
      const answer = await handle(request, url);
      if (wire !== undefined && latencyMs > 0) await wire.wait(latencyMs);
      answer.done?.();
      const { endpoint, status, records = 0 } = answer;
      const counted = typeof records === "number" ? () => records : records;
      const entry = {
        at,
        method: request.method,
        path: url.pathname,
        endpoint,
        status,
        records: counted(),
        bytes: 0,
      };
      ledger.add(entry);
      return toResponse(answer, (bytes) => {
        entry.bytes += bytes;
        entry.records = counted();
      });
    },
  };
}
