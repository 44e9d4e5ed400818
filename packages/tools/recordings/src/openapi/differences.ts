import { z } from "zod";
import type { OpenApi } from "./document.ts";

const schemaSchema = z.looseObject({
  type: z.string().optional(),
  nullable: z.boolean().optional(),
  enum: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).default({}),
  required: z.array(z.string()).catch([]),
  additionalProperties: z.unknown().optional(),
  items: z.unknown().optional(),
  allOf: z.array(z.unknown()).default([]),
});

/** Where a JSON value is not what a schema of OpenAPI describes, one line each. Fields that it does not name may be there. */
export function differencesFrom(
  { resolve }: Pick<OpenApi, "resolve">,
  described: unknown,
  value: unknown,
  at = "$",
): string[] {
  const schema = schemaSchema.parse(Object(resolve(described)));
  const inner = (one: unknown, given: unknown, where: string): string[] =>
    differencesFrom({ resolve }, one, given, where);
  const both = schema.allOf.flatMap((one) => inner(one, value, at));
  if (value === null) return schema.nullable === true ? both : [...both, `${at} is null`];
  if (schema.type !== undefined && !isOf(schema.type, value)) {
    return [...both, `${at} is ${kindOf(value)}, not ${schema.type}`];
  }
  if (schema.enum?.includes(value) === false) {
    return [...both, `${at} is ${JSON.stringify(value)}, none of ${schema.enum.join(", ")}`];
  }
  if (Array.isArray(value)) {
    const items = schema.items === undefined ? [] : value;
    return [...both, ...items.flatMap((one, index) => inner(schema.items, one, `${at}[${index}]`))];
  }
  if (typeof value !== "object") return both;
  const missing = schema.required.filter((name) => !Object.hasOwn(value, name));
  return [
    ...both,
    ...missing.map((name) => `${at} lacks ${name}`),
    ...Object.entries(value).flatMap(([name, one]) => {
      const known = schema.properties[name];
      if (known !== undefined) return inner(known, one, `${at}.${name}`);
      const others = schema.additionalProperties;
      return typeof others === "object" ? inner(others, one, `${at}.*`) : [];
    }),
  ];
}

function isOf(type: string, value: unknown): boolean {
  if (type === "integer") return Number.isInteger(value);
  return type === kindOf(value);
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? "array" : typeof value;
}
