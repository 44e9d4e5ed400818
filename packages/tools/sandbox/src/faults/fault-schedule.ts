import type { FaultName } from "./fault-names.ts";

/** Which requests meet which fault. What is left out of method, path and numbers means any. */
export interface FaultRule {
  readonly fault: FaultName;
  readonly method?: string | undefined;
  /** `*` stands for any part of a segment, `**` for anything. */
  readonly path?: string | undefined;
  /** Of the requests of this method and path, counted from 1, these alone. */
  readonly nth?: number | readonly number[] | undefined;
  /** This one and those after it. */
  readonly from?: number | undefined;
  /** This one and those before it. */
  readonly to?: number | undefined;
  /** So often, by the schedule's seed. */
  readonly probability?: number | undefined;
  /** Of `429-seconds`, `429-date`, `429-skewed-date` (default 7) and `429-decimal` (default 1.5). */
  readonly seconds?: number | undefined;
  /** Of `drip-feed`: at a time, default 1. Of `huge-body` and `gzip-bomb`: decoded, default 512 MiB and 1 GiB. */
  readonly bytes?: number | undefined;
  /** Of `drip-feed`. Default 1000. */
  readonly everyMs?: number | undefined;
  /** Of `server-down`: for so many, the first included. Default 3, unless `forMs` is given. */
  readonly requests?: number | undefined;
  /** Of `server-down`: for so long. */
  readonly forMs?: number | undefined;
}

/** How a vendor pages, for the faults of pages: where in its JSON things stand. */
export interface FaultPaging {
  /** Path of the list of records: `results`. */
  readonly records: string;
  /** Path of the next page's token: `paging.next.after`; absent where pages are counted. */
  readonly next?: string | undefined;
  /** The parameter that asks for a page, in the query or at the top of a JSON body. */
  readonly parameter?: string | undefined;
}

/** A script of faults: plain JSON. */
export interface FaultSchedule {
  /** Another number, other chances. Default 1. */
  readonly seed?: number | undefined;
  /** The first rule that means a request decides what happens to it. */
  readonly rules: readonly FaultRule[];
  /** Default: what the emulator knows of itself. */
  readonly paging?: FaultPaging | undefined;
}
