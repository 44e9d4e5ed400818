/** What happened to a record since it was invented. */
export interface Change {
  readonly at: number;
  readonly created: boolean;
}

/** The records of one list: computed from their numbers, only changes are kept. */
export interface Table {
  /** Numbers of the records that there are. */
  numbers(): number[];
  changeOf(number: number): Change | undefined;
  /** So many of the first records are changed now. */
  touch(count: number): void;
  add(count: number): void;
  /** So many of the first records go. */
  remove(count: number): void;
}

export function createTable(size: number, now: () => number): Table {
  let total = size;
  const changes = new Map<number, Change>();
  const gone = new Set<number>();
  const numbers = (): number[] => {
    const found: number[] = [];
    for (let number = 0; number < total; number += 1) if (!gone.has(number)) found.push(number);
    return found;
  };
  return {
    numbers,
    changeOf: (number) => changes.get(number),
    touch(count) {
      for (const number of numbers().slice(0, count)) {
        changes.set(number, { at: now(), created: false });
      }
    },
    add(count) {
      for (let index = 0; index < count; index += 1) {
        changes.set(total + index, { at: now(), created: true });
      }
      total += count;
    },
    remove(count) {
      for (const number of numbers().slice(0, count)) gone.add(number);
    },
  };
}
