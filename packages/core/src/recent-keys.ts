/** The last keys that were added, up to a number of them. */
export interface RecentKeys {
  /** Remembers the key that these parts make. False: it is remembered already. */
  add(parts: readonly string[]): boolean;
  clear(): void;
}

const FIRST_HEADS = 128;
const FIRST_UNITS = 4_096;
const NONE = -1;

/**
 * Keys are compared in full, since a hash alone would now and then take a record for another and lose it. They are held
 * as numbers: strings that live for 10,000 records outlive their youth, and then lie dead in the collector's old
 * space by the hundred megabytes before it looks there.
 */
export function createRecentKeys(limit: number): RecentKeys {
  // A ring of slots, a key in each. Positions count all units ever written; their lower bits are where `units` has them,
  // so that it is a ring too.
  const hashes: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const chain: number[] = [];
  let heads = new Int32Array(FIRST_HEADS).fill(NONE);
  let units = new Uint16Array(FIRST_UNITS);
  let count = 0;
  let oldest = 0;
  let end = 0;

  const headOf = (hash: number): number => hash & (heads.length - 1);
  const link = (slot: number): void => {
    const head = headOf(hashes[slot] ?? 0);
    chain[slot] = heads[head] ?? NONE;
    heads[head] = slot;
  };
  const unlink = (slot: number): void => {
    const head = headOf(hashes[slot] ?? 0);
    const next = chain[slot] ?? NONE;
    let before = heads[head] ?? NONE;
    if (before === slot) {
      heads[head] = next;
      return;
    }
    while (chain[before] !== slot) before = chain[before] ?? NONE;
    chain[before] = next;
  };
  /** Room for `more` units behind the keys there are and what is being written at `to`. */
  const reserve = (to: number, more: number): void => {
    const start = count === 0 ? end : (starts[oldest] ?? 0);
    const used = to - start;
    if (used + more <= units.length) return;
    const larger = new Uint16Array(2 ** Math.ceil(Math.log2(used + more)));
    for (let index = 0; index < used; index++) {
      const at = start + index;
      larger[at & (larger.length - 1)] = units[at & (units.length - 1)] ?? 0;
    }
    units = larger;
  };
  const equals = (slot: number, start: number, length: number): boolean => {
    const other = starts[slot] ?? 0;
    if ((ends[slot] ?? 0) - other !== length) return false;
    const mask = units.length - 1;
    for (let index = 0; index < length; index++) {
      if (units[(start + index) & mask] !== units[(other + index) & mask]) return false;
    }
    return true;
  };

  return {
    add(parts) {
      let at = end;
      let hash = 0x81_1c_9d_c5;
      for (const part of parts) {
        const { length } = part;
        reserve(at, length + 2);
        const mask = units.length - 1;
        // The length before each part: ["a", "bc"] and ["ab", "c"] are two keys.
        units[at++ & mask] = length;
        units[at++ & mask] = length >>> 16;
        hash = Math.imul(hash ^ length, 0x01_00_01_93);
        for (let index = 0; index < length; index++) {
          const unit = part.charCodeAt(index);
          units[at++ & mask] = unit;
          hash = Math.imul(hash ^ unit, 0x01_00_01_93);
        }
      }
      hash = (hash ^ (hash >>> 15)) >>> 0;
      const length = at - end;

      for (let slot = heads[headOf(hash)] ?? NONE; slot !== NONE; slot = chain[slot] ?? NONE) {
        if (hashes[slot] === hash && equals(slot, end, length)) return false;
      }
      if (count === heads.length) {
        heads = new Int32Array(count * 2).fill(NONE);
        for (let slot = 0; slot < count; slot++) link(slot);
      }
      let slot = count;
      if (count === limit) {
        slot = oldest;
        unlink(slot);
        oldest = (oldest + 1) % limit;
      } else count++;
      hashes[slot] = hash;
      starts[slot] = end;
      end = at;
      ends[slot] = end;
      link(slot);
      return true;
    },
    clear() {
      heads.fill(NONE);
      count = 0;
      oldest = 0;
    },
  };
}
