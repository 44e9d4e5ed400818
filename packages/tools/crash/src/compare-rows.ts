import { limits } from "./child/limits.ts";
import { PAGE_RECORDS } from "./orders.ts";
import type { Scenario, StoredRow } from "./scenario.ts";

/** How a table differs from the one of a clean run, in rows. */
export interface Difference {
  readonly lost: number;
  readonly duplicates: number;
  /** Those of the duplicates that DL-4 allows: all copies are of one batch, and the batch was in flight at a kill. */
  readonly allowed: number;
  /** Rows that a clean run does not have. */
  readonly different: number;
}

/** Batches of one commit: so many may be out when a kill comes before their checkpoints. Some pages lack five orders. */
const IN_FLIGHT = Math.ceil(limits.batchRecords / (PAGE_RECORDS - 5));

export function compareRows(
  expected: readonly StoredRow[],
  found: readonly StoredRow[],
  promise: Scenario["promise"],
  kills: number,
): Difference {
  const wanted = Map.groupBy(expected, ({ text }) => text);
  const got = Map.groupBy(found, ({ text }) => text);
  let lost = 0;
  let duplicates = 0;
  let different = 0;
  let traced = 0;
  const repeated = new Set<string | undefined>();
  for (const [text, { length }] of wanted) {
    const copies = got.get(text) ?? [];
    lost += Math.max(0, length - copies.length);
    const more = copies.length - length;
    if (more <= 0) continue;
    duplicates += more;
    const batches = new Set(copies.map(({ batch }) => batch));
    if (batches.size > length || batches.has(undefined)) continue;
    traced += more;
    for (const batch of batches) repeated.add(batch);
  }
  for (const [text, { length }] of got) if (!wanted.has(text)) different += length;
  const few = repeated.size <= kills * IN_FLIGHT;
  return {
    lost,
    duplicates,
    allowed: promise === "at-least-once" && few ? traced : 0,
    different,
  };
}

export function isSame({ lost, duplicates, different }: Difference): boolean {
  return lost + duplicates + different === 0;
}
