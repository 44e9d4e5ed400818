import { defineStream } from "@brain/core";
import { z } from "zod";
import type { HubspotClient } from "../client.ts";
import {
  activityFields,
  activityPii,
  communicationFields,
  communicationPii,
} from "./activity-fields.ts";
import { crmKeys, crmReading } from "./crm-stream.ts";

/** An SMS, WhatsApp or LinkedIn message. `discover` adds all other properties of the account. */
export const communicationSchema = z.looseObject({ ...activityFields, ...communicationFields });

/** A record of the stream `communications`. */
export type Communication = z.infer<typeof communicationSchema>;

export const communications = defineStream<HubspotClient>()({
  ...crmKeys,
  schema: communicationSchema,
  pii: { ...activityPii, ...communicationPii },
  ...crmReading("communications", communicationSchema),
});
