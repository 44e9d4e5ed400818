import { expect, test } from "vitest";
import { z } from "zod";
import { defineConnector } from "./define-connector.ts";
import type { SourceOptions } from "./connector.ts";
import { systemClock } from "./system-clock.ts";

const schema = z.object({ id: z.string() });

/** Two partitions; each tells which token it found, and the first writes one. */
const tokens: (string | undefined)[] = [];
const windows: string[] = [];
const toy = (options?: SourceOptions) =>
  defineConnector({
    name: "toy",
    version: "1.0.0",
    config: z.strictObject({}),
    connect: (_config, runtime) => runtime,
    check: async () => undefined,
    streams: {
      items: {
        schema,
        primaryKey: ["id"],
        partitions: () => [{ key: "a" }, { key: "b" }],
        async *read({ client, partition, window }) {
          windows.push(window.to);
          tokens.push((await client.credentials.read("toy"))?.value["refreshToken"]);
          await client.credentials.write("toy", { refreshToken: "rotated" }, undefined);
          yield { records: [{ id: partition.key }] };
        },
      },
    },
  })({}, options);

test("[AU-2] a token that one scope rotated is the token of the next", async () => {
  tokens.length = 0;

  for await (const page of toy().streams.items.read()) void page;

  expect(tokens).toEqual([undefined, "rotated"]);
});

test("an open window of a script ends by the source's own clock", async () => {
  windows.length = 0;
  const clock = { ...systemClock, now: () => Date.parse("2026-11-24T08:01:00Z") };

  for await (const page of toy({ runtime: { clock } }).streams.items.read()) void page;

  expect(windows).toEqual(["2026-11-24T08:00:00.000Z", "2026-11-24T08:00:00.000Z"]);
});

test("a transport that a source was bound with stays, when a pipeline brings its own", async () => {
  const answering =
    (text: string): typeof fetch =>
    () =>
      Promise.resolve(new Response(text));
  const connector = defineConnector({
    name: "toy",
    version: "1.0.0",
    config: z.strictObject({}),
    connect: (_config, runtime) => runtime,
    check: async () => undefined,
    streams: {
      items: {
        schema,
        primaryKey: ["id"],
        async *read({ client }) {
          yield { records: [{ id: await (await client.fetch("https://toy.test/")).text() }] };
        },
      },
    },
  });
  const request = {
    partition: { key: "all" },
    window: { to: "2026-11-24T00:00:00.000Z" },
    state: undefined,
    resuming: false,
  };
  const idFrom = async (options?: SourceOptions): Promise<string | undefined> => {
    const reader = connector({}, options).streams.items.open({ fetch: answering("given") });
    for await (const { records } of reader.read(request)) {
      return records[0]?.id;
    }
    return undefined;
  };

  expect(await idFrom({ runtime: { fetch: answering("bound") } })).toBe("bound");
  expect(await idFrom()).toBe("given");
});

test("[ER-3] every problem of a config is told at once, with what was meant", () => {
  const connector = defineConnector({
    name: "toy",
    version: "1.0.0",
    config: z.strictObject({ count: z.int(), name: z.string() }),
    connect: () => 0,
    check: async () => undefined,
    streams: {},
  });

  const wrong: unknown = { cuont: 1, name: 2 };

  // What a program in JavaScript can do, which the types forbid.
  expect(() => connector(wrong as { count: number; name: string })).toThrow(
    /count: .*name: .*did you mean "count"/,
  );
});
