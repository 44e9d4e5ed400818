import { defineStream } from "@brain/core";
import { z } from "zod";
import type { HubspotClient } from "../client.ts";
import { crmObjectNames } from "../objects.ts";
import { definitionSchema } from "../properties.ts";

/** The definition of a property: what a field of that name means and which values it takes. */
export const propertySchema = definitionSchema.extend({
  /** The object that has it. */
  object_type: z.string(),
  label: z.string().nullish(),
  /** `checkbox` holds several values, joined by `;`. */
  fieldType: z.string().nullish(),
  groupName: z.string().nullish(),
  description: z.string().nullish(),
  /** The values it takes and their labels; empty where they are kept elsewhere (`externalOptions`). */
  options: z.array(z.looseObject({ label: z.string().nullish(), value: z.string() })).nullish(),
  displayOrder: z.number().nullish(),
  calculated: z.boolean().nullish(),
  externalOptions: z.boolean().nullish(),
  hasUniqueValue: z.boolean().nullish(),
  hidden: z.boolean().nullish(),
  formField: z.boolean().nullish(),
  hubspotDefined: z.boolean().nullish(),
  /** The property that holds the currency of this one's amounts. */
  currencyPropertyName: z.string().nullish(),
  showCurrencySymbol: z.boolean().nullish(),
  modificationMetadata: z.looseObject({}).nullish(),
  createdAt: z.iso.datetime().nullish(),
  updatedAt: z.iso.datetime().nullish(),
  archived: z.boolean().nullish(),
});

/** A record of the stream `properties`. */
export type Property = z.infer<typeof propertySchema>;

/** Definitions of all properties of all objects, those not read included. */
export const properties = defineStream<HubspotClient>()({
  schema: propertySchema,
  primaryKey: ["object_type", "name"],
  mode: "mirror",
  partitions: () => crmObjectNames.map((key) => ({ key })),
  async *read({ client, partition }) {
    const found = await client.definitions(partition.key);
    const records = found.map((definition) => ({ object_type: partition.key, ...definition }));
    yield { records };
  },
});
