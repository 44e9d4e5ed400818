import type { Field } from "./fields.ts";
import { createReader } from "./to-value.ts";
import { OUTER, valueAt } from "./value-at.ts";

/** The values that a partition was made for, by the name under which records know them. */
export type Bound = Readonly<Record<string, string>>;

/** Makes a record of what the vendor sent. */
export type ToRecord = (raw: unknown, bound: Bound) => Record<string, unknown>;

/**
 * The fields as they are described, and beside them whatever else the vendor sent; where that has the name of a field, a
 * line stands before it.
 */
export function createMapping(fields: Readonly<Record<string, Field>>, timeZone: string): ToRecord {
  const readers = Object.entries(fields).map(([name, field]) => ({
    name,
    field,
    from: placesOf(name, field),
    read: createReader(field, timeZone),
  }));
  const taken = new Set([OUTER, ...readers.flatMap(({ from }) => (from.length === 1 ? from : []))]);
  const joined = readers.filter(({ field }) => field.join !== undefined);

  return (raw, bound) => {
    const record: Record<string, unknown> = {};
    for (const { name, field, from, read } of readers) {
      const found = field.value ?? firstOf(raw, from) ?? bound[name];
      record[name] = read(worded(found, field));
    }
    for (const { name, field } of joined) record[name] ??= joinedOf(record, field.join ?? []);
    for (const { name, field } of readers) {
      if (field.default !== undefined) record[name] ??= field.default;
    }
    const beside: [string, unknown][] = [];
    for (const [name, value] of Object.entries(Object(raw))) {
      if (taken.has(name) || value === undefined) continue;
      const isFree = !Object.hasOwn(fields, name);
      // Under another name no protector would know it.
      if (!isFree && fields[name]?.pii !== undefined) continue;
      beside.push([isFree ? name : `_${name}`, value]);
    }
    // Not by assignment: a vendor's `__proto__` is a name like any other.
    return beside.length === 0 ? record : { ...record, ...Object.fromEntries(beside) };
  };
}

function placesOf(name: string, { from, value, join }: Field): readonly string[] {
  if (from !== undefined) return typeof from === "string" ? [from] : from;
  return value === undefined && join === undefined ? [name] : [];
}

/** Of several places the first that says something; an empty text is what one alone may say. */
function firstOf(raw: unknown, places: readonly string[]): unknown {
  const [only] = places;
  if (only !== undefined && places.length === 1) return valueAt(raw, only) ?? undefined;
  for (const place of places) {
    const value = valueAt(raw, place);
    if (value !== undefined && value !== null && value !== "") return value;
  }
  return undefined;
}

function worded(value: unknown, { words }: Field): unknown {
  if (words === undefined || typeof value === "object" || value === undefined) return value;
  const word = String(value);
  return Object.hasOwn(words, word) ? words[word] : value;
}

function joinedOf(record: Readonly<Record<string, unknown>>, names: readonly string[]): unknown {
  const parts = names
    .map((name) => record[name])
    .filter((part) => typeof part === "string" || typeof part === "number");
  return parts.length === 0 ? null : parts.join("|");
}
