import { defineStream } from "@brain/core";
import { z } from "zod";
import type { HubspotClient } from "../client.ts";
import { baseFields } from "../record-plan.ts";
import { instant, number, text } from "../values.ts";
import { crmKeys, crmReading } from "./crm-stream.ts";

/** A line of a deal or quote. `discover` adds all other properties of the account. */
export const lineItemSchema = z.looseObject({
  ...baseFields,
  hs_object_id: text,
  createdate: instant,
  hs_lastmodifieddate: instant,
  name: text,
  description: text,
  quantity: number,
  price: number,
  /** In the currency of `hs_line_item_currency_code`, which differs by record. */
  amount: number,
  discount: number,
  hs_line_item_currency_code: text,
  /** The `id` of a product, for lines made from one. */
  hs_product_id: text,
});

/** A record of the stream `line_items`. */
export type LineItem = z.infer<typeof lineItemSchema>;

export const lineItems = defineStream<HubspotClient>()({
  ...crmKeys,
  schema: lineItemSchema,
  pii: { description: "free-text", unparsed_values: "free-text" },
  ...crmReading("line_items", lineItemSchema),
});
