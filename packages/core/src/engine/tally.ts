import type { Counts } from "../counts.ts";

/** Counts while they are being counted. */
export type Tally = { -readonly [Name in keyof Counts]: number };

export function emptyTally(): Tally {
  return {
    read: 0,
    written: 0,
    quarantined: 0,
    filtered: 0,
    dropped: 0,
    deduplicated: 0,
    rows: 0,
    deleted: 0,
  };
}

/** Adds `more` to `tally`, which it changes and gives back. */
export function addCounts(tally: Tally, more: Counts): Tally {
  tally.read += more.read;
  tally.written += more.written;
  tally.quarantined += more.quarantined;
  tally.filtered += more.filtered;
  tally.dropped += more.dropped;
  tally.deduplicated += more.deduplicated;
  tally.rows += more.rows;
  tally.deleted += more.deleted;
  return tally;
}

/** DL-2: every record read has exactly one fate. A count below zero would hide one that was counted twice. */
export function balances(counts: Counts): boolean {
  const { read, written, quarantined, filtered, dropped, deduplicated } = counts;
  const fates = [written, quarantined, filtered, dropped, deduplicated];
  return fates.every((count) => count >= 0) && read === fates.reduce((sum, count) => sum + count);
}
