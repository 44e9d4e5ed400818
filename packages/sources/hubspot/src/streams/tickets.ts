import { defineStream } from "@brain/core";
import { z } from "zod";
import type { HubspotClient } from "../client.ts";
import { baseFields } from "../record-plan.ts";
import { instant, optionalText, text } from "../values.ts";
import { crmKeys, crmReading } from "./crm-stream.ts";

/** A ticket: the default properties that most portals use. `discover` adds all others of the account. */
export const ticketSchema = z.looseObject({
  ...baseFields,
  hs_object_id: text,
  createdate: instant,
  hs_lastmodifieddate: instant,
  closed_date: instant,
  subject: text,
  content: text,
  /** The `id` of a pipeline, and in `hs_pipeline_stage` of one of its stages. */
  hs_pipeline: text,
  hs_pipeline_stage: text,
  hs_ticket_category: text,
  hs_ticket_priority: text,
  source_type: text,
  /** The `id` of an owner. */
  hubspot_owner_id: text,
  hs_merged_object_ids: optionalText,
  hs_resolution: optionalText,
});

/** A record of the stream `tickets`. */
export type Ticket = z.infer<typeof ticketSchema>;

export const tickets = defineStream<HubspotClient>()({
  ...crmKeys,
  schema: ticketSchema,
  pii: {
    subject: "free-text",
    content: "free-text",
    hs_resolution: "free-text",
    unparsed_values: "free-text",
  },
  ...crmReading("tickets", ticketSchema),
});
