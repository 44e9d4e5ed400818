import { defineStream } from "@brain/core";
import { z } from "zod";
import type { HubspotClient } from "../client.ts";
import { baseFields } from "../record-plan.ts";
import { instant, number, text } from "../values.ts";
import { crmKeys, crmReading } from "./crm-stream.ts";

/** A product of the library that line items are made from. `discover` adds all other properties of the account. */
export const productSchema = z.looseObject({
  ...baseFields,
  hs_object_id: text,
  createdate: instant,
  hs_lastmodifieddate: instant,
  name: text,
  description: text,
  hs_sku: text,
  price: number,
  hs_cost_of_goods_sold: number,
  recurringbillingfrequency: text,
});

/** A record of the stream `products`. */
export type Product = z.infer<typeof productSchema>;

export const products = defineStream<HubspotClient>()({
  ...crmKeys,
  schema: productSchema,
  pii: { unparsed_values: "free-text" },
  ...crmReading("products", productSchema),
});
