import type { Runtime } from "./runtime.ts";

/** What outlives a scope, by key; a promise that rejects is forgotten, so that the next call tries again. */
export function createOnce(): Runtime["once"] {
  const made = new Map<string, unknown>();
  return <T>(key: string, make: () => T): T => {
    // A key is always asked for with the same `make`, so what is found has the type that it makes.
    if (made.has(key)) return made.get(key) as T;
    const value = make();
    made.set(key, value);
    if (value instanceof Promise) {
      value.catch(() => {
        if (made.get(key) === value) made.delete(key);
      });
    }
    return value;
  };
}
