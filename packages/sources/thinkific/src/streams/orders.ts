import { z } from "zod";
import { wholeList } from "../lists.ts";
import { toRecord } from "../to-record.ts";

/** A purchase. */
export const orderSchema = z.looseObject({
  id: z.string(),
  created_at: z.iso.datetime().nullish(),
  user_id: z.string().nullish(),
  user_email: z.string().nullish(),
  user_name: z.string().nullish(),
  product_id: z.string().nullish(),
  product_name: z.string().nullish(),
  /** As Thinkific spells it: `20.0`. */
  amount_dollars: z.string().nullish(),
  amount_cents: z.number().nullish(),
  subscription: z.boolean().nullish(),
  coupon_id: z.string().nullish(),
  coupon_code: z.string().nullish(),
  affiliate_referral_code: z.string().nullish(),
  status: z.string().nullish(),
  /** What was bought, with its amounts as numbers. */
  items: z.array(z.looseObject({ product_id: z.string().nullish() })).nullish(),
});

/** A record of the stream `orders`. */
export type Order = z.infer<typeof orderSchema>;

/** All orders: the list has no filter, and their status changes. */
export const orders = wholeList({
  schema: orderSchema,
  primaryKey: ["id"],
  pii: { user_email: "email", user_name: "name" },
  path: "orders",
  map: toOrder,
});

/** The official document spells `created at`; the API was seen with `created_at`. */
function toOrder({
  "created at": created_at,
  ...raw
}: {
  readonly "created at"?: unknown;
}): object {
  return toRecord(created_at === undefined ? raw : { created_at, ...raw });
}
