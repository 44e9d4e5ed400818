import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Position } from "@brain/core";
import { acmeApi } from "./acme-api.ts";
import { acme } from "./acme.ts";

/** The connector reads a server over the socket: several pages, one refusal, and goes on where it stopped. */
const api = acmeApi();
const server = createServer((incoming, outgoing) => {
  const headers = new Headers(
    Object.entries(incoming.headers).map(([name, value]): [string, string] => [
      name,
      String(value),
    ]),
  );
  void api(new Request(`http://localhost${incoming.url ?? "/"}`, { headers })).then(
    async (response) => {
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      outgoing.end(await response.text());
    },
  );
});
await new Promise<void>((resolve) => {
  server.listen(0, "127.0.0.1", resolve);
});
// `address()` is a string for pipes only, and this server listens on TCP.
const { port } = server.address() as AddressInfo;

const shop = acme({
  account: "x",
  token: "t",
  baseUrl: `http://127.0.0.1:${port}/v1/`,
  http: { allowPrivateNetwork: true },
});
const window = { from: "2026-11-23", to: "2026-11-24" };

const ids: number[] = [];
for await (const order of shop.streams.orders.read({ window }).records()) ids.push(order.id);
assert.deepEqual(
  ids,
  Array.from({ length: 25 }, (_, index) => index + 1),
);
const pages = api.requests.filter((request) => request.startsWith("/v1/orders?"));
assert.equal(
  pages.length,
  4,
  "three pages, one of them asked for twice because it was refused once",
);

const positions: Record<string, Position> = {};
for await (const page of shop.streams.orders.read({ window })) {
  if (page.position) positions[page.partition] = page.position;
}
const before = api.requests.length;
let again = 0;
for await (const page of shop.streams.orders.read({ window, positions }))
  again += page.records.length;
assert.ok(again < 25, `a run that goes on reads less than everything, not ${again} records`);
assert.ok(api.requests.length - before <= 1, "and does not ask for every page again");

const lines = [];
for await (const line of shop.streams.lines.read().records()) lines.push(line.sku);
assert.equal(lines.length, 10, "one line for each order of the first page");

server.close();
server.closeAllConnections();
console.log(
  `${ids.length} orders and ${lines.length} lines read in ${api.requests.length} requests.`,
);
