import { z } from "zod";
import { wholeList } from "../lists.ts";

/** What is sold: a course or a bundle, with its prices. */
export const productSchema = z.looseObject({
  id: z.string(),
  created_at: z.iso.datetime().nullish(),
  productable_id: z.string().nullish(),
  /** `Course` or `Bundle`. */
  productable_type: z.string().nullish(),
  /** In dollars; Thinkific wants `product_prices` read instead. */
  price: z.number().nullish(),
  position: z.number().nullish(),
  status: z.string().nullish(),
  name: z.string().nullish(),
  private: z.boolean().nullish(),
  hidden: z.boolean().nullish(),
  subscription: z.boolean().nullish(),
  days_until_expiry: z.number().nullish(),
  has_certificate: z.boolean().nullish(),
  description: z.string().nullish(),
  slug: z.string().nullish(),
  collection_ids: z.array(z.string()).nullish(),
  related_product_ids: z.array(z.string()).nullish(),
  /** Amounts are text. */
  product_prices: z.array(z.looseObject({ id: z.string().nullish() })).nullish(),
});

/** A record of the stream `products`. */
export type Product = z.infer<typeof productSchema>;

/** All products. */
export const products = wholeList({ schema: productSchema, primaryKey: ["id"], path: "products" });
