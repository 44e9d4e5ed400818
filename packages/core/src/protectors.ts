import { ConfigError } from "./errors/kinds.ts";
import type { Protector } from "./flow.ts";
import type { Some } from "./json.ts";
import type { Key } from "./schema.ts";
import type { Stream } from "./stream.ts";

/** What stands in place of a masked value. */
export const MASK = "***";

/** A masked value is text; what is null or missing stays so. */
type Masked<V> = string | Extract<V, null | undefined>;

/** Leaves the fields out of every record. */
export function drop<T extends object, const F extends Key<T>>(
  ...fields: readonly F[]
): Protector<T, { [K in keyof T as K extends F ? never : K]: T[K] }> {
  const dropped = new Set<string>(fields);
  return {
    name: "drop",
    fields,
    effect: "removes",
    apply: (records) =>
      records.map((record) => {
        const kept = Object.entries(record).filter(([name]) => !dropped.has(name));
        // Without the dropped fields it is what the protector's type says; its element type here is still T.
        return Object.fromEntries(kept) as T;
      }),
  };
}

/** Puts `***` in place of every value of the fields; null stays null. */
export function mask<T extends object, const F extends Key<T>>(
  ...fields: readonly F[]
): Protector<T, { [K in keyof T]: K extends F ? Masked<T[K]> : T[K] }> {
  return { name: "mask", fields, effect: "replaces", apply: (records) => maskAll(records, fields) };
}

/**
 * Masks every field that the stream declares as personal, but those that another protector of the flow covers.
 *
 * @example `from(contacts).protect(encrypt("email")).protect(maskDeclared(contacts, { except: ["email"] }))`
 * @throws ConfigError `config_invalid` when one of them belongs to the primary key: all rows would become one.
 */
export function maskDeclared<T extends object>(
  stream: Stream<T>,
  { except = [] }: { readonly except?: readonly Key<T>[] } = {},
): Protector<T> {
  const fields = personalFields(stream).filter((field) => !except.includes(field));
  const keys = fields.filter((field) => stream.info.primaryKey.includes(field));
  if (keys.length > 0) {
    throw new ConfigError({
      code: "config_invalid",
      message: `maskDeclared cannot cover ${stream.source}.${stream.name}: ${keys.join(", ")} identifies its records.`,
      hint: "Pseudonymise the key instead; a masked key would make all rows one.",
      context: { source: stream.source, stream: stream.name, fields: keys },
    });
  }
  return {
    name: "maskDeclared",
    fields,
    effect: "replaces",
    apply: (records) => maskAll(records, fields),
  };
}

/** The fields that the stream declares as personal. */
export function personalFields<T extends object>(stream: Stream<T>): Key<T>[] {
  // The keys of a Partial<Record<Key<T>, …>> are Key<T>; Object.keys says string.
  return Object.keys(stream.info.pii ?? {}) as Key<T>[];
}

function maskAll<T extends object>(records: readonly T[], fields: readonly string[]): T[] {
  return records.map((record) => maskFields(record, fields));
}

/** A copy of the record with the fields masked. */
export function maskFields<T extends object>(record: T, fields: readonly string[]): T {
  const copy: Record<string, Some> = { ...record };
  for (const field of fields) {
    // Not what a record inherits: a field may be named `constructor`.
    if (!Object.hasOwn(copy, field)) continue;
    const value = copy[field];
    if (value !== undefined && value !== null) copy[field] = MASK;
  }
  // The same fields; masked values are text, as the protectors' types say.
  return copy as T;
}
