import { BrainError, CallbackError, type ProtectionScope, type Some } from "@brain/core";

/** A protected value is text; what is null or missing stays so. */
export type Replaced<V> = string | Extract<V, null | undefined>;

/** A record with the fields replaced by text. */
export type WithReplaced<T, F> = { [K in keyof T]: K extends F ? Replaced<T[K]> : T[K] };

/**
 * Copies of the records with the fields' values replaced; null stays null, missing stays missing.
 *
 * @throws CallbackError `callback_failed` when a value cannot be replaced: it names the field, and nothing of the value.
 */
export function replaceFields<T extends object>(
  records: readonly T[],
  fields: readonly string[],
  { source, stream }: ProtectionScope,
  replace: (value: unknown, field: string, index: number) => string,
): T[] {
  return records.map((record) => {
    const copy: Record<string, Some> = { ...record };
    for (const [index, field] of fields.entries()) {
      // Not what a record inherits: a field may be named `constructor`. Its own `__proto__` is a field like any other.
      if (!Object.hasOwn(copy, field)) continue;
      const value: unknown = copy[field];
      if (value === undefined || value === null) continue;
      try {
        copy[field] = replace(value, field, index);
      } catch (error) {
        if (BrainError.isInstance(error)) throw error;
        // Without the cause: what JSON.stringify and a record's own code say may quote it.
        throw new CallbackError({
          code: "callback_failed",
          message: `A value of ${field} in ${source}.${stream} cannot be protected: it is no JSON.`,
          hint: "Turn it into JSON in the source; nothing of its page was written.",
        });
      }
    }
    // The same fields; replaced values are text, as the protectors' types say.
    return copy as T;
  });
}
