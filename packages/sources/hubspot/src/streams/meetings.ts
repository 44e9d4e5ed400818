import { defineStream } from "@brain/core";
import { z } from "zod";
import type { HubspotClient } from "../client.ts";
import { activityFields, activityPii, meetingFields, meetingPii } from "./activity-fields.ts";
import { crmKeys, crmReading } from "./crm-stream.ts";

/** A meeting. `discover` adds all other properties of the account. */
export const meetingSchema = z.looseObject({ ...activityFields, ...meetingFields });

/** A record of the stream `meetings`. */
export type Meeting = z.infer<typeof meetingSchema>;

export const meetings = defineStream<HubspotClient>()({
  ...crmKeys,
  schema: meetingSchema,
  pii: { ...activityPii, ...meetingPii },
  ...crmReading("meetings", meetingSchema),
});
