import { isCursorValue, isLaterCursor, type CursorValue } from "./cursor-value.ts";
import { readKey } from "./dedupe.ts";
import { textHash } from "./engine/text-hash.ts";
import { limits } from "./limits.ts";
import { comesAgain, laterOf } from "./lookback.ts";
import type { Overlap } from "./overlap-keys.ts";
import type { Cursor, Page, Window } from "./stream.ts";

/** Finds the records that an earlier reading gave, and remembers those that this one gives (CP-5). */
export interface OverlapFilter {
  /** Leaves out what an earlier reading gave; the page counts it as deduplicated. */
  take<T extends object>(page: Page<T>): Page<T>;
  /** What belongs beside a state that covers the pages taken so far; looked up when that state is saved, if it ever is. */
  mark(complete: boolean): () => Overlap | undefined;
}

/** A record that was given: its key, and the hash of that once it was needed. */
interface Given {
  readonly value: CursorValue;
  readonly key: string;
  hash: string | undefined;
}

const FIRST_LOOK = 1_000;

/**
 * Undefined for a stream without key or cursor: nothing says which records are the same, or which will come again.
 *
 * `restarts`: a reading without order that is cut may have to begin where this one did, so until it is complete all that
 * it gave may come again.
 */
export function createOverlapFilter(
  stream: { readonly primaryKey: readonly string[]; readonly cursor?: Cursor | undefined },
  window: Window,
  earlier: Overlap | undefined,
  { restarts }: { readonly restarts: boolean },
): OverlapFilter | undefined {
  const { primaryKey, cursor } = stream;
  if (cursor === undefined || primaryKey.length === 0) return undefined;
  const fields = [...primaryKey, cursor.field];
  const parts: string[] = [];
  let given = Object.entries(earlier?.keys ?? {}).map(([hash, value]): Given => ({
    value,
    key: "",
    hash,
  }));
  const known = new Set(given.map(({ hash }) => hash));
  let max: CursorValue | undefined;
  for (const { value } of given) max = laterOf(max, value);
  const knownTo = max;
  /** The greatest value that was forgotten for want of room. */
  let forgotten = earlier?.cut === true ? max : undefined;
  let nextLook = FIRST_LOOK + given.length;

  const again = (complete: boolean): ((value: CursorValue) => boolean) =>
    max === undefined || (restarts && cursor.order !== "ascending" && !complete)
      ? () => true
      : comesAgain(cursor, max, window);
  const within = (all: readonly Given[], inside: (value: CursorValue) => boolean): Given[] => {
    const found = all.filter(({ value }) => inside(value));
    const kept = found.slice(-limits.dedupeKeys);
    for (let index = 0; index < found.length - kept.length; index++) {
      const gone = found[index];
      if (gone !== undefined) forgotten = laterOf(forgotten, gone.value);
    }
    return kept;
  };
  const hashOf = (one: Given): string => (one.hash ??= textHash(one.key));
  const isKnown = (one: Given): boolean =>
    knownTo !== undefined && !isLaterCursor(one.value, knownTo) && known.has(hashOf(one));

  return {
    take(page) {
      let kept: (typeof page.records)[number][] | undefined;
      for (let index = 0; index < page.records.length; index++) {
        const record = page.records[index];
        if (record === undefined) continue;
        const value: unknown = Reflect.get(record, cursor.field);
        if (isCursorValue(value) && readKey(record, fields, parts)) {
          const one: Given = { value, key: joined(parts), hash: undefined };
          if (isKnown(one)) {
            kept ??= page.records.slice(0, index);
            continue;
          }
          given.push(one);
          max = laterOf(max, value);
        }
        kept?.push(record);
      }
      if (given.length > nextLook) {
        given = within(given, again(false));
        nextLook = FIRST_LOOK + 2 * given.length;
      }
      if (kept === undefined) return page;
      const removed = page.records.length - kept.length;
      return { ...page, records: kept, deduplicated: (page.deduplicated ?? 0) + removed };
    },

    mark(complete) {
      const [all, count, inside] = [given, given.length, again(complete)];
      return () => {
        const kept = within(all.slice(0, count), inside);
        if (kept.length === 0) return undefined;
        const keys = Object.fromEntries(kept.map((one) => [hashOf(one), one.value]));
        return { keys, cut: forgotten !== undefined && inside(forgotten) };
      };
    },
  };
}

/** With the length before each part: ["a", "bc"] and ["ab", "c"] are two keys. */
function joined(parts: readonly string[]): string {
  let key = "";
  for (const part of parts) key += `${part.length}:${part}`;
  return key;
}
