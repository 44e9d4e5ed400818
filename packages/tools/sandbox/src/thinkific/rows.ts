import { notFound } from "./refusal.ts";

/** Records that are computed from their number, counted from 0; only changes are kept. */
export interface Rows {
  idOf(number: number): number;
  has(number: number): boolean;
  /** Numbers of all that are there, in the order of their ids. */
  numbers(): number[];
  /** @throws Refusal 404 */
  numberOf(id: number): number;
  /** Ids of so many new ones. */
  add(more: number): number[];
  remove(id: number): void;
}

export function createRows(size: number, firstId: number): Rows {
  let count = size;
  const gone = new Set<number>();
  const has = (number: number): boolean => number >= 0 && number < count && !gone.has(number);
  const idOf = (number: number): number => firstId + number;
  return {
    idOf,
    has,
    numbers() {
      const all: number[] = [];
      for (let number = 0; number < count; number += 1) if (!gone.has(number)) all.push(number);
      return all;
    },
    numberOf(id) {
      const number = id - firstId;
      if (has(number)) return number;
      throw notFound();
    },
    add(more) {
      count += more;
      return Array.from({ length: more }, (_, index) => idOf(count - more + index));
    },
    remove(id) {
      gone.add(id - firstId);
    },
  };
}
