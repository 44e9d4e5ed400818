import { defineStream } from "@brain/core";
import { path, type HttpClient } from "@brain/http";
import { z } from "zod";
import { partitionsOf } from "../parents.ts";
import { toRecord } from "../to-record.ts";
import { products } from "./products.ts";

/** Several courses that are sold together. */
export const bundleSchema = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  description: z.string().nullish(),
  bundle_card_image_url: z.string().nullish(),
  course_ids: z.array(z.string()).nullish(),
});

/** A record of the stream `bundles`. */
export type Bundle = z.infer<typeof bundleSchema>;

/** All bundles that are a product, a request each: Thinkific has no list of them. */
export const bundles = defineStream<HttpClient>()({
  schema: bundleSchema,
  primaryKey: ["id"],
  mode: "mirror",
  partitions: partitionsOf(products, ({ productable_id, productable_type }) =>
    productable_type === "Bundle" && typeof productable_id === "string"
      ? { key: productable_id }
      : undefined,
  ),
  async *read({ client, partition }) {
    const { status, body } = await client.json<object>(path`bundles/${partition.key}`, {
      endpoint: "bundles/{id}",
      expect: [404],
      shape: (answer) => String(Reflect.get(Object(answer), "id")) === partition.key,
    });
    // A claim about what Thinkific sent: whoever reads validates each record against the schema first of all.
    yield { records: (status === 404 ? [] : [toRecord(body)]) as Bundle[] };
  },
});
