import { z } from "zod";
import { wholeList } from "../lists.ts";

/** A field that the site has added to the profiles of its users. */
export const customProfileFieldDefinitionSchema = z.looseObject({
  id: z.string(),
  label: z.string().nullish(),
  field_type: z.string().nullish(),
  required: z.boolean().nullish(),
});

/** A record of the stream `custom_profile_field_definitions`. */
export type CustomProfileFieldDefinition = z.infer<typeof customProfileFieldDefinitionSchema>;

/** All of them. */
export const customProfileFieldDefinitions = wholeList({
  schema: customProfileFieldDefinitionSchema,
  primaryKey: ["id"],
  path: "custom_profile_field_definitions",
});
