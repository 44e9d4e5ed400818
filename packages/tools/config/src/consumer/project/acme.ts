import { defineConnector, secret } from "@brain/core";
import { bearer, cursorPaging, httpClient, httpSettings, restStream } from "@brain/http";
import { z } from "zod";

const orderSchema = z.object({
  id: z.number().int(),
  email: z.email().nullable(),
  total: z.number(),
  updated_at: z.iso.datetime(),
});
const lineSchema = z.object({
  order_id: z.number().int(),
  sku: z.string(),
  qty: z.number().int(),
});

/** A connector as a third party would publish it: it knows only what the packages export. */
export const acme = defineConnector({
  name: "acme",
  version: "1.0.0",
  config: z.object({
    account: z.string(),
    token: secret(),
    baseUrl: z.url().optional(),
    http: httpSettings.optional(),
  }),
  connect: (config, runtime) =>
    httpClient(
      {
        baseUrl: config.baseUrl ?? `https://${config.account}.acme.example/v1/`,
        auth: bearer(config.token),
        http: config.http,
        budgets: { default: [{ requests: 100, perMs: 10_000 }] },
      },
      runtime,
    ),
  check: (client) => client.json("me"),
  streams: {
    orders: restStream({
      schema: orderSchema,
      primaryKey: ["id"],
      cursor: { field: "updated_at", order: "ascending", lookbackMs: 60_000 },
      pii: { email: "email" },
      path: "orders",
      request: ({ state, window }) => ({
        query: {
          updated_since: state?.cursor ?? window.from,
          updated_before: window.to,
          sort: "updated_at",
        },
      }),
      records: (body) => body.data,
      paging: cursorPaging({ param: "after", next: (body) => body.next }),
    }),
    lines: {
      schema: lineSchema,
      primaryKey: ["order_id", "sku"],
      mode: "mirror",
      // One page of orders is enough here; a real list is paged to its end, since `mirror` removes what it does not meet.
      async *partitions({ client }) {
        const { body } = await client.json("orders");
        for (const order of body.data) {
          yield {
            key: String(order.id),
            version: order.updated_at as string, // JSON of the vendor's; the stream's schema checks the records
            id: order.id as number,
          };
        }
      },
      async *read({ client, partition }) {
        const { body } = await client.json(`orders/${partition.id}/lines`);
        yield { records: z.array(lineSchema).parse(body) };
      },
    },
  },
});
