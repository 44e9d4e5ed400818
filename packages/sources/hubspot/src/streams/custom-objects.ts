import { defineStream } from "@brain/core";
import { z } from "zod";
import type { HubspotClient } from "../client.ts";
import { customObjectSchema } from "../custom-objects.ts";
import { baseFields } from "../record-plan.ts";
import { instant, text } from "../values.ts";
import { crmKeys, crmReading } from "./crm-stream.ts";

/** The account's custom objects themselves, as it defined them. */
export const customObjects = defineStream<HubspotClient>()({
  schema: customObjectSchema,
  primaryKey: ["objectTypeId"],
  mode: "mirror",
  async *read({ client }) {
    yield { records: await client.schemas() };
  },
});

/** What every record of a custom object has; `discover` adds the account's own properties, typed by their definitions. */
export const customRecordSchema = z.looseObject({
  ...baseFields,
  hs_object_id: text,
  hs_createdate: instant,
  hs_lastmodifieddate: instant,
});

/** What every record of a custom object has. */
export type CustomRecord = z.output<typeof customRecordSchema>;

/** The stream of one custom object, read as HubSpot's own objects are. */
export function customObjectStream(stream: string) {
  return defineStream<HubspotClient>()({
    ...crmKeys,
    schema: customRecordSchema,
    // What an account keeps in its own properties only it knows.
    pii: { unparsed_values: "free-text" },
    ...crmReading(stream, customRecordSchema),
  });
}
