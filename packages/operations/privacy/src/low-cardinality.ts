import { ConfigError, type Key, type ProtectionScope } from "@brain/core";

/** Fields whose type has many values: of a boolean or an enum the index gives the value away by how often it comes. */
export type ManyValued<T> = {
  [K in Key<T>]: HasMany<Exclude<T[K], null | undefined>> extends true ? K : never;
}[Key<T>];

type HasMany<V> = [V] extends [never]
  ? false
  : boolean extends V
    ? unknown extends V
      ? true
      : false
    : [V] extends [boolean]
      ? false
      : [V] extends [string]
        ? string extends V
          ? true
          : false
        : [V] extends [number]
          ? number extends V
            ? true
            : false
          : true;

/** @throws ConfigError for a boolean: two pseudonyms are no secret, the more frequent one is the more frequent value. */
export function refuseFewValues(
  protector: string,
  { source, stream }: ProtectionScope,
  field: string,
  value: unknown,
): void {
  if (typeof value !== "boolean") return;
  throw new ConfigError({
    code: "config_invalid",
    message: `${protector} cannot cover ${field} of ${source}.${stream}: it has two values, which their frequency tells apart.`,
    hint: `Encrypt or drop "${field}".`,
  });
}
