import { z } from "zod";
import { wholeList } from "../lists.ts";

/** A discount, which its coupons give. */
export const promotionSchema = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  description: z.string().nullish(),
  starts_at: z.iso.datetime().nullish(),
  expires_at: z.iso.datetime().nullish(),
  /** `fixed` or `percentage`. */
  discount_type: z.string().nullish(),
  /** Dollars or per cent. */
  amount: z.number().nullish(),
  coupon_ids: z.array(z.string()).nullish(),
  /** Months, of subscriptions. */
  duration: z.number().nullish(),
});

/** A record of the stream `promotions`. */
export type Promotion = z.infer<typeof promotionSchema>;

/** All promotions. */
export const promotions = wholeList({
  schema: promotionSchema,
  primaryKey: ["id"],
  path: "promotions",
});
