import {
  defineConnector,
  from,
  type FlowDefinition,
  type Stream,
  type WriteMode,
} from "@brain/core";
import { z } from "zod";
import type { DataVersion } from "./scenario.ts";

/** Records of a page, before the revised ones. */
export const PAGE_RECORDS = 50;
const PAGES = { earlier: 4, later: 12 } as const;
/** `final` was read to its end under a version, `closed` is listed no more, `opened` was not listed yet. */
const SHOPS = {
  earlier: ["first", "second", "final", "closed"],
  later: ["first", "second", "final", "opened"],
} as const;
/** Before each page, so that a run spans enough for kills at many moments. */
const PAGE_MS = 20;

const orderSchema = z.object({
  id: z.string(),
  shop: z.string(),
  amount: z.number(),
  note: z.string(),
  updatedAt: z.iso.datetime(),
});
type Order = z.infer<typeof orderSchema>;

/** A row of an order as text, the same from every destination. */
export function orderText(row: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(["id", "shop", "amount", "note", "updatedAt"].map((field) => row[field]));
}

/** Orders of several shops into the table `orders`. */
export function ordersInto(
  mode: WriteMode,
  data: DataVersion,
  onRecord: () => void,
): FlowDefinition[] {
  const seen = (): boolean => {
    onRecord();
    return true;
  };
  return [from(orders(data)).filter(seen).into("orders", { mode })];
}

function orders(data: DataVersion): Stream<Order, "orders"> {
  const connector = defineConnector({
    name: "shops",
    version: "1.0.0",
    config: z.object({}),
    identity: () => "shops",
    connect: () => undefined,
    check: async () => undefined,
    streams: {
      orders: {
        schema: orderSchema,
        primaryKey: ["id"],
        cursor: { field: "updatedAt", order: "ascending" },
        partitions: () =>
          SHOPS[data].map((key) => (key === "final" ? { key, version: "final" } : { key })),
        async *read({
          partition: { key },
          state,
          clock,
          signal,
        }: {
          partition: { key: string };
          state: number | undefined;
          clock: { sleep(ms: number, signal?: AbortSignal): Promise<void> };
          signal: AbortSignal;
        }) {
          for (let page = state ?? 0; page < PAGES[data]; page++) {
            await clock.sleep(PAGE_MS, signal);
            const records = pageOf(key, page, data);
            // In one shop two pages belong together: a unit is larger than a page there.
            const whole = key !== "second" || page % 2 === 1;
            yield whole ? { records, checkpoint: page + 1 } : { records };
          }
        },
      },
    },
  });
  return connector({}).streams.orders;
}

/** The earlier pages lose some of their orders later; the later ones revise some of the earlier. */
function pageOf(shop: string, page: number, data: DataVersion): Order[] {
  const records: Order[] = [];
  for (let index = 0; index < PAGE_RECORDS; index++) {
    const vanished = data === "later" && page < PAGES.earlier && index % 10 === 9;
    if (!vanished) records.push(order(shop, page, index, page));
  }
  const revised = page - PAGES.earlier;
  for (let index = 0; revised >= 0 && index < 3; index++) {
    records.push(order(shop, revised, index, page));
  }
  return records;
}

function order(shop: string, page: number, index: number, revision: number): Order {
  const minute = String(revision).padStart(2, "0");
  const second = String(index).padStart(2, "0");
  return {
    id: `${shop}-${page}-${index}`,
    shop,
    amount: page * 100 + index + revision / 4,
    note: `order ${index} of ${shop}, seen on page ${revision}`,
    updatedAt: `2026-11-01T10:${minute}:${second}.000Z`,
  };
}
