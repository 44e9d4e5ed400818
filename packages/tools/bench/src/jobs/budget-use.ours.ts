// Many partitions of one stream, read at once until the time is up: as much as the vendor allows, and no more.
import { join } from "node:path";
import { defineConnector, definePipeline, defineStream, from } from "@brain/core";
import { fileState, jsonl } from "@brain/files";
import { httpClient, type HttpClient } from "@brain/http";
import { z } from "zod";
import { job } from "../job.ts";
import { writtenBy } from "./written-by.ts";

interface Answer {
  readonly results: readonly { readonly id: string }[];
}

interface Ledger {
  readonly granted: readonly number[];
  readonly refused: number;
}

await job(async ({ url, folder, number }) => {
  const [allowed, perMs] = [number("allowed"), number("perMs")];
  const [partitions, windows] = [number("partitions"), number("windows")];
  const account = crypto.randomUUID();
  const startedAt = Date.now();
  const until = startedAt + windows * perMs;

  const pages = defineStream<HttpClient>()({
    schema: z.object({ id: z.string() }),
    primaryKey: [],
    async *partitions() {
      for (let index = 0; index < partitions; index++) yield { key: String(index) };
    },
    async *read({ client }) {
      while (Date.now() < until) {
        const { body } = await client.json<Answer>(`page/${account}/${number("latencyMs")}`);
        yield { records: body.results };
      }
    },
  });
  const vendor = defineConnector({
    name: "limited",
    version: "0.0.0",
    config: z.strictObject({}),
    connect: (_config, runtime) =>
      httpClient(
        {
          baseUrl: url,
          http: { allowPrivateNetwork: true },
          budgets: { default: [{ requests: allowed, perMs }] },
        },
        runtime,
      ),
    check: async () => undefined,
    streams: { pages },
  });
  const report = await definePipeline({
    name: "bench",
    destination: jsonl(folder),
    state: fileState(join(folder, "state")),
    limits: { partitions },
    flows: [from(vendor({}).streams.pages).into("pages", { mode: "append" })],
  }).run();

  // The vendor's own words; its answer has no other reader.
  const { granted, refused } = (await (await fetch(`${url}/ledger/${account}`)).json()) as Ledger;
  // The first window may be used up at once: what is kept up comes after it.
  const counted = granted.filter((at) => at >= startedAt + perMs && at < until).length;
  return {
    records: writtenBy(report),
    figures: {
      usedPercent: (100 * counted) / (allowed * (windows - 1)),
      refusedPercent: (100 * refused) / granted.length,
    },
  };
});
