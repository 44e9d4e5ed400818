import { MAX_LANES } from "./limits.ts";

/** What was made for a key before, or is made now; values whose keys were not asked for lately make room (MM-2). */
export function lastUsed<Value extends object>(
  kept: Map<string, Value>,
  key: string,
  make: () => Value,
): Value {
  const value = kept.get(key) ?? make();
  // A map lists its keys in the order in which they came, so this one goes behind all others.
  kept.delete(key);
  kept.set(key, value);
  if (kept.size > MAX_LANES) {
    const [oldest] = kept.keys();
    if (oldest !== undefined) kept.delete(oldest);
  }
  return value;
}
