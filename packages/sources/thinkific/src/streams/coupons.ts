import { z } from "zod";
import { areOf, wholeList } from "../lists.ts";
import { partitionsOf } from "../parents.ts";
import { promotions } from "./promotions.ts";

/** A code that gives the discount of its promotion. */
export const couponSchema = z.looseObject({
  id: z.string(),
  promotion_id: z.string().nullish(),
  code: z.string().nullish(),
  note: z.string().nullish(),
  quantity_used: z.number().nullish(),
  /** Null: may be used any number of times. */
  quantity: z.number().nullish(),
  created_at: z.iso.datetime().nullish(),
});

/** A record of the stream `coupons`. */
export type Coupon = z.infer<typeof couponSchema>;

/** All coupons, promotion by promotion: Thinkific lists those of one promotion alone. */
export const coupons = wholeList({
  schema: couponSchema,
  primaryKey: ["id"],
  partitions: partitionsOf(promotions, ({ id }) => ({ key: id })),
  path: "coupons",
  request: ({ partition }) => ({
    query: { promotion_id: partition.key },
    expect: [404],
    shape: areOf("promotion_id", partition.key),
  }),
});
