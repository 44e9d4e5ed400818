import { defineStream } from "@brain/core";
import { z } from "zod";
import type { HubspotClient } from "../client.ts";
import { activityFields, activityPii, emailFields, emailPii } from "./activity-fields.ts";
import { crmKeys, crmReading } from "./crm-stream.ts";

/** A logged one-to-one e-mail. `discover` adds all other properties of the account. */
export const emailSchema = z.looseObject({ ...activityFields, ...emailFields });

/** A record of the stream `emails`. */
export type Email = z.infer<typeof emailSchema>;

export const emails = defineStream<HubspotClient>()({
  ...crmKeys,
  schema: emailSchema,
  pii: { ...activityPii, ...emailPii },
  ...crmReading("emails", emailSchema),
});
