import { isCursorValue, isLaterCursor, type CursorValue } from "./cursor-value.ts";
import { readKey, withoutDuplicates } from "./dedupe.ts";
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

/** Records that were given. Two lists and no object for each: a record is remembered in a fraction of a microsecond. */
interface Given {
  readonly keys: string[];
  readonly versions: CursorValue[];
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
  let given: Given = {
    keys: [...(earlier?.keys ?? [])],
    versions: [...(earlier?.versions ?? [])],
  };
  const known = new Set(earlier?.keys);
  let max: CursorValue | undefined;
  for (const version of given.versions) max = laterOf(max, version);
  const knownTo = max;
  /** The greatest version that was forgotten for want of room. */
  let forgotten = earlier?.cut === true ? max : undefined;
  let nextLook = FIRST_LOOK + given.keys.length;

  const again = (complete: boolean): ((version: CursorValue) => boolean) =>
    max === undefined || (restarts && cursor.order !== "ascending" && !complete)
      ? () => true
      : comesAgain(cursor, max, window);
  /** The last of the first `count` that are inside. */
  const within = (
    { keys, versions }: Given,
    count: number,
    inside: (version: CursorValue) => boolean,
  ): Given => {
    const kept: Given = { keys: [], versions: [] };
    for (let index = count - 1; index >= 0; index--) {
      const key = keys[index];
      const version = versions[index];
      if (key === undefined || version === undefined || !inside(version)) continue;
      if (kept.keys.length < limits.dedupeKeys) {
        kept.keys.push(key);
        kept.versions.push(version);
      } else forgotten = laterOf(forgotten, version);
    }
    kept.keys.reverse();
    kept.versions.reverse();
    return kept;
  };
  const isKnown = (key: string, version: CursorValue): boolean =>
    knownTo !== undefined && !isLaterCursor(version, knownTo) && known.has(key);

  return {
    take(page) {
      const fresh = withoutDuplicates(page, (record) => {
        const version: unknown = Reflect.get(record, cursor.field);
        if (!isCursorValue(version) || !readKey(record, fields, parts)) return false;
        const key = textHash(joined(parts));
        if (isKnown(key, version)) return true;
        given.keys.push(key);
        given.versions.push(version);
        max = laterOf(max, version);
        return false;
      });
      if (given.keys.length > nextLook) {
        // A new list: marks that were not looked up yet have the old one.
        given = within(given, given.keys.length, again(false));
        nextLook = FIRST_LOOK + 2 * given.keys.length;
      }
      return fresh;
    },

    mark(complete) {
      const [all, count, inside] = [given, given.keys.length, again(complete)];
      return () => {
        const kept = within(all, count, inside);
        if (kept.keys.length === 0) return undefined;
        return { ...kept, cut: forgotten !== undefined && inside(forgotten) };
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
