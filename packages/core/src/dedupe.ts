import { readLimits } from "./limits.ts";
import { createRecentKeys } from "./recent-keys.ts";
import type { Page, StreamInfo } from "./stream.ts";

/**
 * Leaves out records that the partition gave before: same primary key, same version (the cursor field), among its last
 * {@link readLimits.dedupeKeys} keys.
 */
export function createDedupe<T extends object>(
  info: StreamInfo<T>,
): ((page: Page<T>) => Page<T>) | undefined {
  if (info.primaryKey.length === 0) return undefined;
  const fields =
    info.cursor === undefined ? info.primaryKey : [...info.primaryKey, info.cursor.field];
  const keys = createRecentKeys(readLimits.dedupeKeys);
  const key: string[] = [];

  return (page) => {
    // A deleted record may come again, and then it is no duplicate.
    if (page.deletes !== undefined && page.deletes.length > 0) keys.clear();
    return withoutDuplicates(page, (record) => readKey(record, fields, key) && !keys.add(key));
  };
}

/** The page without the records that are duplicates, which it counts; each is asked once, in order. */
export function withoutDuplicates<T extends object>(
  page: Page<T>,
  isDuplicate: (record: T) => boolean,
): Page<T> {
  const records = page.records.filter((record) => !isDuplicate(record));
  const removed = page.records.length - records.length;
  return removed === 0
    ? page
    : { ...page, records, deduplicated: (page.deduplicated ?? 0) + removed };
}

/** Fills `key`. False for a record without a whole key: it is invalid, and no duplicate of another such. */
export function readKey(record: object, fields: readonly string[], key: string[]): boolean {
  let index = 0;
  for (const field of fields) {
    const value: unknown = Reflect.get(record, field);
    if (value === undefined || value === null) return false;
    key[index++] = toText(value);
  }
  return true;
}

const number = new Float64Array(1);
const units = new Uint16Array(number.buffer);

/** Numbers by their bits: digits go into a cache of the engine's, where they live for thousands of records and grow old. */
function toText(value: unknown): string {
  if (typeof value === "number") {
    number[0] = value;
    return String.fromCharCode(units[0] ?? 0, units[1] ?? 0, units[2] ?? 0, units[3] ?? 0);
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
