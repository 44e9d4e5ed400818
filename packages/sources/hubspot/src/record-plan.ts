import { z, type ZodType } from "zod";
import { schemaOf, type PropertyDefinition } from "./properties.ts";
import { converterOf, type Converter } from "./values.ts";

/** Values that are none of their property's type, as HubSpot sent them, by the property's name. */
export const UNPARSED = "unparsed_values";

/** What every record has beside its properties. */
export const baseFields = {
  id: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  archived: z.boolean(),
  /** The record's page in HubSpot. */
  url: z.string().nullish(),
  [UNPARSED]: z.record(z.string(), z.string()).optional(),
} as const;

/** A property of one of these names would be lost behind the record's own field: it gets the name after it. */
const OWN = new Set([...Object.keys(baseFields), "archivedAt", "associations", "activity_type"]);
const fieldNameOf = (property: string): string =>
  OWN.has(property) ? `property_${property}` : property;

/** How the records of one object are read: made once, applied to each record in plain loops. */
export interface RecordPlan {
  /** All properties that are asked for. */
  readonly properties: readonly string[];
  readonly texts: readonly string[];
  readonly typed: readonly { readonly name: string; readonly convert: Converter }[];
  readonly renamed: readonly { readonly name: string; readonly field: string }[];
  /** Declared fields that cannot be missing and are not asked for: null in every record. */
  readonly absent: readonly string[];
}

type Shape = Readonly<Record<string, ZodType>>;

/** The fields of properties that the static schema does not declare; what it declares keeps the type declared there. */
export function discoveredFields(
  definitions: readonly PropertyDefinition[],
  declared: Shape,
): Record<string, ZodType> {
  const fields: Record<string, ZodType> = {};
  for (const definition of definitions) {
    const field = fieldNameOf(definition.name);
    if (!Object.hasOwn(declared, field)) fields[field] = schemaOf(definition);
  }
  return fields;
}

/** The schema as the account has it. An optional field that is not asked for has no place in it: its column would be empty. */
export function discoveredSchema(
  definitions: readonly PropertyDefinition[],
  declared: z.ZodObject,
): z.ZodObject {
  const empty = unasked(definitions, declared.shape).filter(([, schema]) => schema.isOptional());
  const left = new Set(empty.map(([field]) => field));
  const kept = Object.entries(declared.shape).filter(([field]) => !left.has(field));
  return z.looseObject({
    ...Object.fromEntries(kept),
    ...discoveredFields(definitions, declared.shape),
  });
}

/** Declared fields that the account does not have or the config does not ask for. */
function unasked(definitions: readonly PropertyDefinition[], shape: Shape): [string, ZodType][] {
  const asked = new Set(definitions.map(({ name }) => fieldNameOf(name)));
  return Object.entries(shape).filter(([field]) => !asked.has(field) && !OWN.has(field));
}

export function planRecords(definitions: readonly PropertyDefinition[], shape: Shape): RecordPlan {
  const properties = definitions.map(({ name }) => name);
  const texts: string[] = [];
  const typed: { name: string; convert: Converter }[] = [];
  const renamed: { name: string; field: string }[] = [];
  for (const definition of definitions) {
    const { name } = definition;
    const field = fieldNameOf(name);
    const convert = converterOf(shape[field] ?? schemaOf(definition));
    if (convert === undefined) texts.push(name);
    else typed.push({ name, convert });
    if (field !== name) renamed.push({ name, field });
  }
  const absent = unasked(definitions, shape)
    .filter(([, schema]) => !schema.isOptional())
    .map(([field]) => field);
  return { properties, texts, typed, renamed, absent };
}
