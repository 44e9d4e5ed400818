/** Where a value stands: names and list positions with dots between them; `^` is what the list was found in. */
export type Lookup = (raw: unknown) => unknown;

/** A record cut out of another one: what it was found in stands under this name until the record is made. */
export const OUTER = "^";

/** Reads `a.b.0.c`; undefined where the way ends. */
export function valueAt(raw: unknown, path: string): unknown {
  let found = raw;
  for (const name of path.split(".")) {
    if (typeof found !== "object" || found === null) return undefined;
    found = Object.hasOwn(found, name) ? Reflect.get(found, name) : undefined;
  }
  return found;
}
