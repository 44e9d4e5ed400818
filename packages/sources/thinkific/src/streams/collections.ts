import { z } from "zod";
import { wholeList } from "../lists.ts";

/** A category of products, which Thinkific's API calls a collection. */
export const collectionSchema = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  description: z.string().nullish(),
  slug: z.string().nullish(),
  created_at: z.iso.datetime().nullish(),
  product_ids: z.array(z.string()).nullish(),
  default: z.boolean().nullish(),
});

/** A record of the stream `collections`. */
export type Collection = z.infer<typeof collectionSchema>;

/** All collections. */
export const collections = wholeList({
  schema: collectionSchema,
  primaryKey: ["id"],
  path: "collections",
});
