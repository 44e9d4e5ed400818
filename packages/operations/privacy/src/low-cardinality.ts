import {
  ConfigError,
  outputJsonSchema,
  type JsonSchema,
  type Key,
  type ProtectionScope,
  type Some,
  type StreamInfo,
} from "@brain/core";

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

/** Why a stream's fields cannot be pseudonymised, before any record is there: its schema lists their values. */
export function fewValuedFields(
  fields: readonly string[],
  { schema }: StreamInfo<Some>,
): string | undefined {
  const { properties = {} } = outputJsonSchema(schema);
  const few = fields.filter((field) => {
    const declared = Object.hasOwn(properties, field) ? properties[field] : undefined;
    return declared !== undefined && hasFewValues(declared);
  });
  if (few.length === 0) return undefined;
  return `the schema lists the values of ${few.join(", ")}, which their frequency tells apart`;
}

/** An enum, a constant, a boolean, or a choice of those; null is none of a person's values. */
function hasFewValues({ type, anyOf, oneOf, ...rest }: JsonSchema): boolean {
  if ("enum" in rest || "const" in rest) return true;
  const choices = anyOf ?? (Array.isArray(oneOf) ? oneOf : undefined);
  if (choices !== undefined) return choices.every(hasFewValues);
  const types = typeof type === "string" ? [type] : type;
  return types !== undefined && types.every((one) => one === "boolean" || one === "null");
}

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
