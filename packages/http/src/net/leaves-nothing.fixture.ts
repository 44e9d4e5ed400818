import { createRuntime } from "@brain/core";
import { httpClient } from "../http-client.ts";

// A process of its own: requests of every kind and ending, then nothing more to do. Whatever were left behind would keep it.
process.on("unhandledRejection", () => process.exit(7));
const stop = new AbortController();
const options = {
  baseUrl: process.argv[2] ?? "",
  http: { allowPrivateNetwork: true, retryBaseMs: 1, retryAttempts: 2, attemptTimeoutMs: 60_000 },
  budgets: { slow: [{ requests: 1, perMs: 60_000 }] },
};
const client = httpClient(options, createRuntime({ signal: stop.signal }));
const ended = (call: Promise<unknown>): Promise<unknown> => call.catch(() => undefined);

await client.json("ok");
await ended(client.json("missing"));
await ended(client.json("broken"));
await ended(client.json("cut"));
for await (const lines of (await client.lines<number>("endless")).body) {
  if (lines.length > 0) break;
}
const { body } = await client.bytes("endless");
await body.cancel();
await client.json("ok", { budget: "slow" });
const hanging = [
  client.json("hangs"),
  client.json("no-headers"),
  client.json("ok", { budget: "slow" }),
  client.bytes("no-headers"),
].map(ended);
await new Promise((resolve) => setTimeout(resolve, 50));
stop.abort();
await Promise.all(hanging);
console.log("done");
