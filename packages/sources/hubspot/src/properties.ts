import { ConfigError } from "@brain/core";
import { z, type ZodType } from "zod";
import { day, flag, instant, number, text } from "./values.ts";

/** What of a property's definition decides how it is read. */
export const definitionSchema = z.looseObject({
  name: z.string(),
  /** `string number bool enumeration date datetime object_coordinates json phone_number`, and what may come. */
  type: z.string(),
  /** Set where the value is the id of something else (`OWNER`, `COMPANY`). */
  referencedObjectType: z.string().nullish(),
});

export type PropertyDefinition = z.infer<typeof definitionSchema>;

/** HubSpot types the ids of users, products and campaigns as numbers; as such they would be rounded and summed. */
const IDENTIFIER = /(^|_)ids?$/;

/** The type of a property's values, by its definition and never by its value: identifiers stay text. */
export function schemaOf(definition: PropertyDefinition): ZodType {
  switch (definition.type) {
    case "number":
      return isIdentifier(definition) ? text : number;
    case "bool":
      return flag;
    case "date":
      return day;
    case "datetime":
      return instant;
    default:
      return text;
  }
}

function isIdentifier({ name, referencedObjectType }: PropertyDefinition): boolean {
  return (referencedObjectType ?? "") !== "" || IDENTIFIER.test(name);
}

/**
 * Those of the account's properties that the config asks for.
 *
 * @throws ConfigError `option_unknown` for names that the account does not have: HubSpot itself would pass over them in silence.
 */
export function selected(
  object: string,
  definitions: readonly PropertyDefinition[],
  wanted: readonly string[] | undefined,
): readonly PropertyDefinition[] {
  if (wanted === undefined) return definitions;
  const known = new Set(definitions.map(({ name }) => name));
  const unknown = wanted.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new ConfigError({
      code: "option_unknown",
      message: `The account has no such property of ${object}: ${unknown.join(", ")}.`,
      hint: "`properties` takes internal names, as the `properties` stream lists them in its field `name`.",
      context: { connector: "hubspot", object, properties: unknown },
    });
  }
  const asked = new Set(wanted);
  return definitions.filter(({ name }) => asked.has(name));
}
