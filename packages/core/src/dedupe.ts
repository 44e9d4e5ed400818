import type { Page, StreamInfo } from "./stream.ts";
import { limits } from "./limits.ts";

/**
 * Leaves out records that the partition gave before: same primary key, same version (the cursor field). The window holds
 * the last {@link limits.dedupeKeys} keys in a ring, so memory does not grow.
 */
export function createDedupe<T extends object>(
  info: StreamInfo<T>,
): ((page: Page<T>) => Page<T>) | undefined {
  if (info.primaryKey.length === 0) return undefined;
  const fields =
    info.cursor === undefined ? info.primaryKey : [...info.primaryKey, info.cursor.field];
  const keys = new Set<string>();
  const ring: string[] = [];
  let next = 0;

  const remember = (key: string): void => {
    const forgotten = ring[next];
    if (forgotten !== undefined) keys.delete(forgotten);
    ring[next] = key;
    next = (next + 1) % limits.dedupeKeys;
    keys.add(key);
  };

  return (page) => {
    // A deleted record may come again, and then it is no duplicate.
    if (page.deletes !== undefined && page.deletes.length > 0) {
      keys.clear();
      ring.length = 0;
      next = 0;
    }
    let kept: T[] | undefined;
    for (let index = 0; index < page.records.length; index++) {
      const record = page.records[index];
      if (record === undefined) continue;
      const key = keyOf(record, fields);
      if (key !== undefined && keys.has(key)) {
        kept ??= page.records.slice(0, index);
        continue;
      }
      if (key !== undefined) remember(key);
      kept?.push(record);
    }
    if (kept === undefined) return page;
    const removed = page.records.length - kept.length;
    return { ...page, records: kept, deduplicated: (page.deduplicated ?? 0) + removed };
  };
}

/** Undefined for a record without a whole key: it is invalid, and no duplicate of another such. */
function keyOf(record: object, fields: readonly string[]): string | undefined {
  let key = "";
  for (const field of fields) {
    const value: unknown = Reflect.get(record, field);
    if (value === undefined || value === null) return undefined;
    const text = typeof value === "object" ? JSON.stringify(value) : String(value);
    key += `${text.length}:${text}`;
  }
  return key;
}
