import { defineConnector, definePipeline, from, type BrainEvent } from "@brain/core";
import { fakeClock, memoryDestination } from "@brain/testkit";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { HttpClient } from "./contracts.ts";
import { httpClient } from "./http-client.ts";

const RECORDS = 6;
type Cut = "connection" | "silence" | "line" | undefined;

/** An export of six lines, which each request gets from a line on; `cut` says how often and how it breaks after two more. */
function exporting(cut: (request: number) => Cut, paths: readonly string[] = ["a"]) {
  const clock = fakeClock({ autoMs: 20_000 });
  const destination = memoryDestination();
  const asked: string[] = [];
  const events: BrainEvent[] = [];
  const fetch = async (input: RequestInfo | URL): Promise<Response> => {
    const url = new URL(new Request(input).url);
    const how = cut(asked.push(url.pathname + url.search));
    let line = Number(url.searchParams.get("from"));
    const last = how === undefined ? RECORDS : Math.min(RECORDS, line + 2);
    const body = new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          if (line < last) {
            const id = `${url.pathname}/${line++}`;
            controller.enqueue(new TextEncoder().encode(`${JSON.stringify({ id })}\n`));
          } else if (how === undefined) controller.close();
          else if (how === "connection") controller.error(new TypeError("terminated"));
          else if (how === "line") controller.enqueue(new TextEncoder().encode("{]\n"));
          else await clock.advance(30_000);
        },
      },
      { highWaterMark: 0 },
    );
    return new Response(body);
  };
  const connector = defineConnector({
    name: "acme",
    version: "1.0.0",
    config: z.strictObject({}),
    connect: (_config, runtime) => httpClient({ baseUrl: "https://api.example.com/" }, runtime),
    check: (client: HttpClient) => client.json("me"),
    streams: {
      lines: {
        schema: z.object({ id: z.string() }),
        primaryKey: ["id"],
        partitions: () => paths.map((key) => ({ key })),
        async *read({ client, partition, state, resuming }) {
          let done = resuming ? Number(state ?? 0) : 0;
          const { body } = await client.lines<{ id: string }>(partition.key, {
            query: { from: done },
          });
          for await (const records of body) {
            done += records.length;
            yield { records, checkpoint: done };
          }
        },
      },
    },
  });
  const source = connector({}, { runtime: { fetch, clock } });
  const pipeline = definePipeline({
    name: "p",
    destination,
    flows: [from(source.streams.lines).into("t")],
    runtime: { clock },
  });
  const ids = (): string[] => destination.rows("t").map((row) => String(Reflect.get(row, "id")));
  const run = (signal?: AbortSignal, seen: (event: BrainEvent) => void = () => undefined) => {
    const note = (event: BrainEvent): void => {
      events.push(event);
      seen(event);
    };
    return pipeline.run({ signal, observers: [note] });
  };
  return { run, ids, asked, events };
}

const all = (path: string): string[] =>
  Array.from({ length: RECORDS }, (_, line) => `/${path}/${line}`);

describe("[RT-1] a body cut behind records that were handed on", () => {
  test.each(["connection", "silence", "line"] as const)(
    "by its %s is read again from its checkpoint by the engine, and the run succeeds",
    async (how) => {
      const { run, ids, asked } = exporting((request) => (request < 3 ? how : undefined));

      const report = await run();

      expect(report.status).toBe("succeeded");
      expect(report.streams[0]).toMatchObject({ status: "complete", read: 6, written: 6 });
      expect(ids().toSorted()).toEqual(all("a"));
      expect(asked).toEqual(["/a?from=0", "/a?from=2", "/a?from=4"]);
    },
  );

  test("[RT-7] is told as a retry, waited for like any other", async () => {
    const { run, events } = exporting((request) => (request < 3 ? "connection" : undefined));

    const report = await run();

    const retries = events.filter(({ type }) => type === "retry");
    expect(retries).toMatchObject([
      { attempt: 1, delayMs: 375, reason: "network", host: "api.example.com", partition: "a" },
      { attempt: 2, delayMs: 750, reason: "network", endpoint: "a", code: "network" },
    ]);
    expect(report).toMatchObject({ status: "succeeded", retries: 2 });
  });

  test("[CN-1] is not read again once the run is cancelled: the wait ends at once", async () => {
    const { run, asked, ids } = exporting(() => "connection");
    const stop = new AbortController();

    const report = await run(stop.signal, ({ type }) => {
      if (type === "retry") stop.abort();
    });

    expect(report.status).toBe("cancelled");
    expect(asked).toHaveLength(1);
    expect(ids()).toEqual(all("a").slice(0, 2));
  });

  test("is read three times in all, then its stream has failed with what was last wrong", async () => {
    const { run, asked } = exporting(() => "connection");

    const report = await run();

    expect(report.streams[0]).toMatchObject({ status: "failed", error: { code: "network" } });
    expect(asked).toHaveLength(3);
  });

  test("is read again out of the host's retry budget, and no more once that is empty", async () => {
    const paths = Array.from({ length: 30 }, (_, index) => `p${index}`);
    const { run, asked } = exporting(() => "connection", paths);

    const report = await run();

    // 14 of 500 tokens for each cut, one back for each answer that began: 39 cuts are paid for, the others end their partition.
    expect(asked.length).toBeLessThan(60);
    expect(asked.filter((path) => path.startsWith("/p29"))).toHaveLength(1);
    expect(report.streams[0]).toMatchObject({ status: "failed" });
  });
});
