/** A record cut out of another one: what it was found in stands under this name until the record is made. */
export const OUTER = "^";

/** Reads `a.b.0.c`, names and places in lists with dots between them; undefined where the way ends. */
export function valueAt(raw: unknown, path: string): unknown {
  let found = raw;
  for (const name of path.split(".")) {
    if (typeof found !== "object" || found === null) return undefined;
    found = Object.hasOwn(found, name) ? Reflect.get(found, name) : undefined;
  }
  return found;
}
