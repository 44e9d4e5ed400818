import { defineConnector, definePipeline, from } from "@brain/core";
import { fakeClock, memoryDestination } from "@brain/testkit";
import { expect, test } from "vitest";
import { z } from "zod";
import type { HttpClient } from "./contracts.ts";
import { httpClient } from "./http-client.ts";
import { cursorPaging } from "./paging/cursor-paging.ts";
import { restStream } from "./rest/rest-stream.ts";

/** Three pages, of which the third is refused for a day as long as `full`. */
function shop() {
  const clock = fakeClock({ autoMs: 20_000 });
  const asked: string[] = [];
  const state = { full: true };
  const fetch = async (input: RequestInfo | URL): Promise<Response> => {
    const { search, searchParams } = new URL(new Request(input).url);
    asked.push(search);
    const page = Number(searchParams.get("after") ?? 0);
    if (page === 2 && state.full) {
      return Response.json({}, { status: 429, headers: { "retry-after": "600" } });
    }
    return Response.json({ data: [{ id: page }], next: page < 2 ? String(page + 1) : null });
  };
  const connector = defineConnector({
    name: "shop",
    version: "1.0.0",
    config: z.strictObject({}),
    connect: (_config, runtime) => httpClient({ baseUrl: "https://api.example.com/" }, runtime),
    check: (client: HttpClient) => client.json("me"),
    streams: {
      orders: restStream({
        schema: z.object({ id: z.number() }),
        primaryKey: ["id"],
        path: "orders",
        records: (body) => body.data,
        paging: cursorPaging({ param: "after", next: (body) => body.next }),
      }),
    },
  });
  const { orders } = connector({}, { runtime: { fetch, clock } }).streams;
  const destination = memoryDestination();
  const pipeline = definePipeline({
    name: "p",
    destination,
    flows: [from(orders).into("orders")],
    runtime: { clock },
  });
  return { orders, pipeline, destination, asked, clock, state };
}

test("[RT-4] a pause beyond 120 s ends the stream incomplete; the next run goes on where it stopped", async () => {
  const { pipeline, destination, asked, clock, state } = shop();

  const paused = await pipeline.run();
  const waited = clock.monotonic();
  state.full = false;
  await clock.advance(600_000);
  const resumed = await pipeline.run();

  expect(paused.status).toBe("partial");
  expect(paused.streams[0]).toMatchObject({
    status: "incomplete",
    resumeAt: "2026-11-24T00:10:00.000Z",
    written: 2,
    error: { code: "rate_limited" },
  });
  expect(waited).toBeLessThan(120_000);
  expect(resumed).toMatchObject({ status: "succeeded", streams: [{ status: "complete" }] });
  expect(asked).toEqual(["", "?after=1", "?after=2", "?after=2"]);
  expect(destination.rows("orders")).toHaveLength(3);
});

test("[RT-4] a reading without a pipeline throws it", async () => {
  const { orders } = shop();
  const pages: unknown[] = [];

  const reading = (async () => {
    for await (const page of orders.read()) pages.push(page);
  })();

  await expect(reading).rejects.toMatchObject({
    name: "RateLimitedError",
    resumeAt: "2026-11-24T00:10:00.000Z",
  });
  expect(pages).toHaveLength(2);
});
