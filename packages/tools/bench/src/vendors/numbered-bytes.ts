/** Bytes that were rendered beforehand, with places for numbers: an answer costs a copy and some digits. */
export interface NumberedBytes {
  /** The bytes with the numbers from `first` on, one for each marked number, in order. */
  from(first: number): Buffer;
}

/** Digits of every number. */
const WIDTH = 12;
/** Added to each number, so that all have the same digits and look like a vendor's ids. */
const BASE = 100_000_000_000;

/** The id that has this number. */
function idOf(number: number): string {
  return String(BASE + number);
}

/** The number that has this id. */
export function numberOf(id: string): number {
  return Number(id) - BASE;
}

/** Stands in a text where its number will be: the `index`-th of those that follow each other. */
export function place(index: number): string {
  return `#${String(index).padStart(WIDTH - 1, "#")}`;
}

/** Finds the places in a text. */
export function numberedBytes(text: string): NumberedBytes {
  const template = Buffer.from(text);
  const ascii = template.toString("latin1");
  const places = [...ascii.matchAll(/#+\d+/g)].map(({ index, 0: found }) => ({
    at: index,
    index: Number(found.replaceAll("#", "")),
  }));
  return {
    from(first) {
      const bytes = Buffer.from(template);
      for (const { at, index } of places) bytes.write(idOf(first + index), at, "latin1");
      return bytes;
    },
  };
}
