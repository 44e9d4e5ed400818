import { ConfigError } from "@brain/core";
import { z } from "zod";

/** A custom object as its account defined it: which properties it has, and what it can be associated with. */
export const customObjectSchema = z.looseObject({
  id: z.string(),
  /** `2-…`: what addresses take. */
  objectTypeId: z.string(),
  /** `p<account>_<name>`. */
  fullyQualifiedName: z.string().nullish(),
  name: z.string(),
  labels: z.looseObject({ singular: z.string().nullish(), plural: z.string().nullish() }).nullish(),
  primaryDisplayProperty: z.string().nullish(),
  properties: z.array(z.looseObject({})).nullish(),
  associations: z.array(z.looseObject({})).nullish(),
  createdAt: z.iso.datetime().nullish(),
  updatedAt: z.iso.datetime().nullish(),
  archived: z.boolean().nullish(),
});

/** A record of the stream `custom_objects`. */
export type CustomObject = z.infer<typeof customObjectSchema>;

/**
 * The custom object that a name means: the object's own, its label's, the qualified one or the type's id.
 *
 * @throws ConfigError `option_unknown` with the names that the account has.
 */
export function findCustomObject(all: readonly CustomObject[], wanted: string): CustomObject {
  const found = all.find(({ objectTypeId, fullyQualifiedName, name, labels }) =>
    [objectTypeId, fullyQualifiedName, name, labels?.singular, labels?.plural].some(
      (known) => known?.toLowerCase() === wanted.toLowerCase(),
    ),
  );
  if (found !== undefined) return found;
  throw new ConfigError({
    code: "option_unknown",
    message: `The account has no custom object "${wanted}".`,
    hint: `It has ${all.map(({ name }) => name).join(", ") || "none"}: name one of them in \`customObjects\`.`,
    context: { connector: "hubspot", object: wanted },
  });
}
