/** What there is to say about a parsed JSON value, the worst last. */
const CLEAN = 0;
/** It holds a zero, which a number that is no zero may have become. */
export const HAS_ZERO = 1;
/** It holds a number that its text did not: infinite, or so small that a double has fewer than 15 digits for it. */
export const HAS_LOST = 2;
export const TOO_DEEP = 3;

/** Below it doubles lose digits, until nothing is left of them. */
export const MIN_NORMAL = 2 ** -1022;

/** Looks at everything in a parsed JSON value, which may be nested `left` levels deep. */
export function lookThrough(value: unknown, left: number): number {
  if (typeof value === "number") return lookAt(value);
  if (typeof value !== "object" || value === null) return CLEAN;
  if (left === 0) return TOO_DEEP;
  let worst = CLEAN;
  if (Array.isArray(value)) {
    for (const item of value) {
      // Calls for what needs one only: this is done for every value of every body.
      if (typeof item === "string" || (typeof item === "number" && isPlain(item))) continue;
      const found = lookThrough(item, left - 1);
      if (found > worst) worst = found;
    }
    return worst;
  }
  for (const key in value) {
    const item: unknown = value[key as keyof typeof value];
    if (typeof item === "string" || (typeof item === "number" && isPlain(item))) continue;
    const found = lookThrough(item, left - 1);
    if (found > worst) worst = found;
  }
  return worst;
}

function isPlain(number: number): boolean {
  return number >= 1 && number <= Number.MAX_VALUE;
}

function lookAt(number: number): number {
  const size = Math.abs(number);
  if (size >= MIN_NORMAL) return size === Infinity ? HAS_LOST : CLEAN;
  return size === 0 ? HAS_ZERO : HAS_LOST;
}
