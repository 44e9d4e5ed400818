import { defineStream, type Page, type StreamDefinition } from "@brain/core";
import { z } from "zod";
import type { Ga4Client } from "../client.ts";
import { fieldSchema } from "../metadata.ts";

/** A dimension or metric of one property. */
export const propertyFieldSchema = fieldSchema.extend({
  property_id: z.string(),
  kind: z.enum(["dimension", "metric"]),
});

/** A record of the stream `metadata`. */
export type PropertyField = z.output<typeof propertyFieldSchema>;

/**
 * What each property offers to reports, its own definitions too: a snapshot, one partition a property.
 *
 * @see https://developers.google.com/analytics/devguides/reporting/data/v1/rest/v1beta/properties/getMetadata (read 2026-11-24)
 */
export function metadataStream(
  properties: readonly string[],
): StreamDefinition<Ga4Client, PropertyField> {
  return defineStream<Ga4Client>()({
    schema: propertyFieldSchema,
    primaryKey: ["property_id", "kind", "apiName"],
    // What the property no longer has goes.
    mode: "mirror",
    partitions: () => properties.map((key) => ({ key })),
    async *read({ client, partition: { key: property_id } }): AsyncGenerator<Page<PropertyField>> {
      const { dimensions, metrics } = await client.metadata(property_id);
      const of = (kind: PropertyField["kind"], fields: typeof metrics): PropertyField[] =>
        fields.map((field) => ({ ...field, property_id, kind }));
      yield { records: [...of("dimension", dimensions), ...of("metric", metrics)] };
    },
  });
}
