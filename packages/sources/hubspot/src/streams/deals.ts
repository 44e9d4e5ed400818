import { defineStream } from "@brain/core";
import { z } from "zod";
import type { HubspotClient } from "../client.ts";
import { baseFields } from "../record-plan.ts";
import { flag, instant, number, optionalText, text } from "../values.ts";
import { crmKeys, crmReading } from "./crm-stream.ts";

/** A deal: the default properties that most portals use. `discover` adds all others of the account. */
export const dealSchema = z.looseObject({
  ...baseFields,
  hs_object_id: text,
  createdate: instant,
  hs_lastmodifieddate: instant,
  dealname: text,
  /** In the currency of `deal_currency_code`, which differs by record. */
  amount: number,
  amount_in_home_currency: number,
  deal_currency_code: text,
  closedate: instant,
  /** The `id` of a pipeline, and in `dealstage` of one of its stages. */
  pipeline: text,
  dealstage: text,
  dealtype: text,
  hs_is_closed: flag,
  hs_is_closed_won: flag,
  /** The `id` of an owner. */
  hubspot_owner_id: text,
  hs_merged_object_ids: optionalText,
  closed_lost_reason: optionalText,
  closed_won_reason: optionalText,
  description: optionalText,
  hs_next_step: optionalText,
});

/** A record of the stream `deals`. */
export type Deal = z.infer<typeof dealSchema>;

export const deals = defineStream<HubspotClient>()({
  ...crmKeys,
  schema: dealSchema,
  // Deals are often named after the customer.
  pii: {
    dealname: "free-text",
    closed_lost_reason: "free-text",
    closed_won_reason: "free-text",
    description: "free-text",
    hs_next_step: "free-text",
    unparsed_values: "free-text",
  },
  ...crmReading("deals", dealSchema),
});
