import { defineStream } from "@brain/core";
import { z } from "zod";
import type { HubspotClient } from "../client.ts";
import { activityFields, activityPii, postalMailFields, postalMailPii } from "./activity-fields.ts";
import { crmKeys, crmReading } from "./crm-stream.ts";

/** A logged letter. `discover` adds all other properties of the account. */
export const postalMailSchema = z.looseObject({ ...activityFields, ...postalMailFields });

/** A record of the stream `postal_mail`. */
export type PostalMail = z.infer<typeof postalMailSchema>;

export const postalMail = defineStream<HubspotClient>()({
  ...crmKeys,
  schema: postalMailSchema,
  pii: { ...activityPii, ...postalMailPii },
  ...crmReading("postal_mail", postalMailSchema),
});
