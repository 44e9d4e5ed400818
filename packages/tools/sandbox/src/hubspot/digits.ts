/** Compares two strings of digits as numbers of any size. */
export function digitsCompare(left: string, right: string): number {
  const a = left.replace(/^0+(?=\d)/, "");
  const b = right.replace(/^0+(?=\d)/, "");
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The first position of a sequence of growing ids whose id is greater than one. */
export function firstIdAfter(
  length: number,
  idAt: (position: number) => string,
  id: string,
): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (digitsCompare(idAt(middle), id) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
