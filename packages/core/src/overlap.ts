import { isCursorValue, isLaterCursor, type CursorValue } from "./cursor-value.ts";
import { readKey, withoutDuplicates } from "./dedupe.ts";
import {
  givenRecords,
  keyAt,
  keysOf,
  pickRecords,
  writeNext,
  type GivenRecords,
} from "./given-records.ts";
import { readLimits } from "./limits.ts";
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
  let given = givenRecords(earlier?.keys ?? [], earlier?.versions ?? []);
  const known = new Set(earlier?.keys);
  let max: CursorValue | undefined;
  for (const version of given.versions) max = laterOf(max, version);
  const knownTo = max;
  /** The greatest version that was forgotten for want of room. */
  let forgotten = earlier?.cut === true ? max : undefined;
  let nextLook = FIRST_LOOK + given.versions.length;

  const again = (complete: boolean): ((version: CursorValue) => boolean) =>
    max === undefined || (restarts && cursor.order !== "ascending" && !complete)
      ? () => true
      : comesAgain(cursor, max, window);
  /** The last of the first `count` that are inside. */
  const within = (
    list: GivenRecords,
    count: number,
    inside: (version: CursorValue) => boolean,
  ): GivenRecords => {
    const kept: number[] = [];
    for (let index = count - 1; index >= 0; index--) {
      const version = list.versions[index];
      if (version === undefined || !inside(version)) continue;
      if (kept.length < readLimits.dedupeKeys) kept.push(index);
      else forgotten = laterOf(forgotten, version);
    }
    return pickRecords(list, kept.toReversed());
  };
  const isKnown = (version: CursorValue): boolean =>
    knownTo !== undefined &&
    !isLaterCursor(version, knownTo) &&
    known.has(keyAt(given, given.versions.length));

  return {
    take(page) {
      const fresh = withoutDuplicates(page, (record) => {
        const version: unknown = Reflect.get(record, cursor.field);
        if (!isCursorValue(version) || !readKey(record, fields, parts)) return false;
        writeNext(given, joined(parts));
        if (isKnown(version)) return true;
        max = laterOf(max, version);
        // Of equal texts one is kept: most exports have many records of one instant.
        given.versions.push(version === max ? max : version);
        return false;
      });
      if (given.versions.length > nextLook) {
        // A new list: marks that were not looked up yet have the old one.
        given = within(given, given.versions.length, again(false));
        nextLook = FIRST_LOOK + 2 * given.versions.length;
      }
      return fresh;
    },

    mark(complete) {
      const [all, count, inside] = [given, given.versions.length, again(complete)];
      return () => {
        const kept = within(all, count, inside);
        const { versions } = kept;
        if (versions.length === 0) return undefined;
        return { keys: keysOf(kept), versions, cut: forgotten !== undefined && inside(forgotten) };
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
