import { defineStream } from "@brain/core";
import { z } from "zod";
import type { HubspotClient } from "../client.ts";
import { activityFields, activityPii, noteFields, notePii } from "./activity-fields.ts";
import { crmKeys, crmReading } from "./crm-stream.ts";

/** A note. `discover` adds all other properties of the account. */
export const noteSchema = z.looseObject({ ...activityFields, ...noteFields });

/** A record of the stream `notes`. */
export type Note = z.infer<typeof noteSchema>;

export const notes = defineStream<HubspotClient>()({
  ...crmKeys,
  schema: noteSchema,
  pii: { ...activityPii, ...notePii },
  ...crmReading("notes", noteSchema),
});
