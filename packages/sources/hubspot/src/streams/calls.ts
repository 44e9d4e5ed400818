import { defineStream } from "@brain/core";
import { z } from "zod";
import type { HubspotClient } from "../client.ts";
import { activityFields, activityPii, callFields, callPii } from "./activity-fields.ts";
import { crmKeys, crmReading } from "./crm-stream.ts";

/** A logged call. `discover` adds all other properties of the account. */
export const callSchema = z.looseObject({ ...activityFields, ...callFields });

/** A record of the stream `calls`. */
export type Call = z.infer<typeof callSchema>;

export const calls = defineStream<HubspotClient>()({
  ...crmKeys,
  schema: callSchema,
  pii: { ...activityPii, ...callPii },
  ...crmReading("calls", callSchema),
});
