import { HASH_LENGTH, writeHash } from "../../engine/text-hash.ts";
import { limits } from "../../limits.ts";

/**
 * How often each of many keys came, in bounded memory: of all while there are at most {@link limits.ruleKeys}, beyond that of
 * those whose hash begins with `level` zero bits (adaptive sampling after Wegman). A key is in the sample with all its
 * occurrences or with none, whichever meter saw them, so what the sample says of a key is exact.
 */
export interface KeySample {
  /** `key`: as {@link sampleKey} makes it. */
  add(key: string, times?: number): void;
  merge(other: SampleSnapshot): void;
  snapshot(): SampleSnapshot;
  /** One in 2^level of all keys is in the sample. It never falls. */
  level(): number;
  /** Different keys in the sample, and how often one came again. */
  totals(): { readonly level: number; readonly keys: number; readonly again: number };
}

/** Keys in one text, first those that came once, then the others with their counts. */
export interface SampleSnapshot {
  readonly level: number;
  readonly once: string;
  readonly more: string;
  readonly times: readonly number[];
}

/** Two of the four lanes of `textHash`: 64 bits, of which two of 10,000 keys share one by chance in 10^11 cases. */
const KEY_LENGTH = 12;
/** Digits of a lane: five of six bits, then one of two. */
const LANE = 6;

const hash = new Uint8Array(HASH_LENGTH);

/** What is remembered of a text. Sign by sign: to spread a list of them takes several times as long. */
export function sampleKey(text: string): string {
  writeHash(text, hash, 0);
  return String.fromCharCode(
    signAt(0),
    signAt(1),
    signAt(2),
    signAt(3),
    signAt(4),
    signAt(5),
    signAt(6),
    signAt(7),
    signAt(8),
    signAt(9),
    signAt(10),
    signAt(11),
  );
}

function signAt(index: number): number {
  return hash[index] ?? 0;
}

/** `from`: the level to begin with, where keys go into a sample in the end that has come so far. */
export function createKeySample(limit: number = limits.ruleKeys, from = 0): KeySample {
  let level = from;
  const counts = new Map<string, number>();

  const shrink = (to: number): void => {
    level = to;
    for (const key of counts.keys()) if (zeroBits(key) < level) counts.delete(key);
  };
  const add = (key: string, times: number): void => {
    if (level > 0 && zeroBits(key) < level) return;
    counts.set(key, (counts.get(key) ?? 0) + times);
    while (counts.size > limit) shrink(level + 1);
  };

  return {
    add: (key, times = 1) => add(key, times),
    merge(other) {
      if (other.level > level) shrink(other.level);
      for (const key of split(other.once)) add(key, 1);
      for (const [index, key] of split(other.more).entries()) add(key, other.times[index] ?? 1);
    },
    snapshot() {
      let once = "";
      let more = "";
      const times: number[] = [];
      for (const [key, count] of counts) {
        if (count === 1) once += key;
        else {
          more += key;
          times.push(count);
        }
      }
      return { level, once, more, times };
    },
    level: () => level,
    totals() {
      let again = 0;
      for (const count of counts.values()) again += count - 1;
      return { level, keys: counts.size, again };
    },
  };
}

function split(keys: string): string[] {
  const list: string[] = [];
  for (let at = 0; at < keys.length; at += KEY_LENGTH) list.push(keys.slice(at, at + KEY_LENGTH));
  return list;
}

/** Zero bits at the beginning of a hash. */
function zeroBits(key: string): number {
  let bits = 0;
  for (let at = 0; at < key.length; at++) {
    const width = at % LANE === LANE - 1 ? 2 : 6;
    const digit = valueOf(key.charCodeAt(at));
    if (digit !== 0) return bits + Math.clz32(digit) - (32 - width);
    bits += width;
  }
  return bits;
}

/** A digit of `textHash`: `0-9A-Z_a-z-`. */
function valueOf(sign: number): number {
  if (sign >= 97) return sign - 60;
  if (sign === 95) return 36;
  if (sign >= 65) return sign - 55;
  return sign === 45 ? 63 : sign - 48;
}
