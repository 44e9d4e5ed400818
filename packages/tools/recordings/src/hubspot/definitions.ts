/** A property's definition, as far as it decides how values are read. */
export interface Definition {
  readonly name: string;
  readonly type: string;
  readonly referencedObjectType?: string;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T.*(\+00:00|Z)$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Number-typed properties that hold an id without saying so in their name; HubSpot's definition tells what it is of. */
const REFERENCES: Readonly<Record<string, string>> = { associatedcompanyid: "COMPANY" };

type Properties = Readonly<Record<string, unknown>>;

/** The definitions that must have stood behind values which another connector cast by them. */
export function definitionsBehind(properties: readonly Properties[]): readonly Definition[] {
  const names = [...new Set(properties.flatMap((one) => Object.keys(one)))];
  return names.map((name) => {
    const values = properties.map((one) => one[name] ?? null).filter((value) => value !== null);
    return definition(name, typeOf(values));
  });
}

export function definition(name: string, type: string): Definition {
  const reference = REFERENCES[name];
  return { name, type, ...(reference === undefined ? {} : { referencedObjectType: reference }) };
}

function typeOf(values: readonly unknown[]): string {
  const all = (is: (value: unknown) => boolean): boolean => values.length > 0 && values.every(is);
  if (all((value) => typeof value === "number")) return "number";
  if (all((value) => typeof value === "boolean")) return "bool";
  if (all((value) => typeof value === "string" && INSTANT.test(value))) return "datetime";
  if (all((value) => typeof value === "string" && DAY.test(value))) return "date";
  return "string";
}

/** A cast value as the API sends it: text, or null. */
export function toRaw(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== "string") return JSON.stringify(value);
  return INSTANT.test(value) ? new Date(value).toISOString() : value;
}

/** DuckDB's type of a property's column. A number that is an identifier is text. */
export function columnType({ name, type, referencedObjectType }: Definition): string {
  const isIdentifier = referencedObjectType !== undefined || /(^|_)ids?$/.test(name);
  if (type === "number") return isIdentifier ? "VARCHAR" : "DOUBLE";
  if (type === "bool") return "BOOLEAN";
  if (type === "date") return "DATE";
  return type === "datetime" ? "TIMESTAMP" : "VARCHAR";
}
