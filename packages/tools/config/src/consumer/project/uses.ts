// Compiled, never run: what must type-check in a user's project, and what must not.
import {
  definePipeline,
  drop,
  from,
  mask,
  maskDeclared,
  type Position,
  type RunReport,
} from "@brain/core";
import { duckdb } from "@brain/duckdb";
import { acme } from "./acme.ts";

const shop = acme({ account: "x", token: "t" });

/** A script: records and pages have the types of the connector's schemas, and a second run goes on from the first. */
export async function script(): Promise<number> {
  let sum = 0;
  for await (const order of shop.streams.orders.read().records()) {
    const total: number = order.total;
    sum += total;
  }
  for await (const page of shop.streams.lines.read()) {
    const sku: string | undefined = page.records[0]?.sku;
    sum += sku?.length ?? 0;
  }
  const seen: Record<string, Position> = {};
  for await (const page of shop.streams.orders.read({ positions: seen, limit: 1_000 })) {
    if (page.position) seen[page.partition] = page.position;
  }
  return sum;
}

/** A pipeline: types follow each step from the source to the key of the table. */
export async function pipeline(): Promise<RunReport> {
  const orders = from(shop.streams.orders)
    .protect(mask("email"))
    .filter((order) => order.total > 0)
    .map((order) => ({ ...order, cents: Math.round(order.total * 100) }))
    .into("orders", { mode: "upsert", key: ["id"] });
  const definition = definePipeline({
    name: "shop",
    destination: duckdb("brain.duckdb"),
    flows: [orders, from(shop.streams.lines).into("order_lines")],
  });
  const report = await definition.run({ window: { from: "2026-11-23", to: "2026-11-24" } });
  const written: number | undefined = report.streams[0]?.written;
  return written === undefined ? definition.run() : report;
}

const { orders } = shop.streams;
const mapped = from(orders).map((order) => ({ ...order, mail: order.email }));
const dropped = from(orders).protect(drop("email"));
dropped.map((order) => ({ id: order.id }));
from(orders).protect(maskDeclared(orders)).into("orders");

// @ts-expect-error unknown stream
void shop.streams.nope;
// @ts-expect-error personal data is protected before map
mapped.protect(mask("email"));
// @ts-expect-error unknown field in mask
from(orders).protect(mask("emial"));
// @ts-expect-error wrong config
acme({ account: 1, token: "t" });
// @ts-expect-error key is not a field
from(orders).into("t", { key: ["nope"] });
// @ts-expect-error the dropped field is gone
dropped.map((order) => ({ mail: order.email }));
