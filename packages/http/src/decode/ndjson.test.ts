import { describe, expect, test } from "vitest";
import { errorOf } from "../api.fixture.ts";
import { ndjson } from "./ndjson.ts";

function streamOf(text: string, size: number): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) controller.close();
      else controller.enqueue(bytes.slice(at, (at += size)));
    },
  });
}

async function drain(stream: ReadableStream<Uint8Array>): Promise<number> {
  let lines = 0;
  for await (const batch of ndjson(stream)) lines += batch.length;
  return lines;
}

async function read(text: string, size = 1_000): Promise<string[]> {
  const lines: string[] = [];
  for await (const batch of ndjson(streamOf(text, size))) lines.push(...batch);
  return lines;
}

describe("ndjson", () => {
  test.each([1, 2, 5, 1_000])("cuts lines out of chunks of %i bytes", async (size) => {
    expect(await read('{"a":"ä"}\n{"b":2}\r\n\n\r\n{"c":"€"}\n', size)).toEqual([
      '{"a":"ä"}',
      '{"b":2}',
      '{"c":"€"}',
    ]);
  });

  test("yields the lines of a chunk together", async () => {
    const batches: number[] = [];
    for await (const lines of ndjson(streamOf("1\n".repeat(1_000), 500)))
      batches.push(lines.length);

    expect(batches).toEqual([250, 250, 250, 250]);
  });

  test("of nothing is nothing", async () => {
    expect(await read("")).toEqual([]);
  });

  test.each(["1\n2", '{"a":1}', "1\n{"])("[HT-3] %j has no end: truncated", async (text) => {
    expect(await errorOf(read(text))).toMatchObject({ code: "truncated" });
  });

  test("[HT-4] UTF-8 is strict", async () => {
    const bad = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new Uint8Array([0xff, 10]));
        controller.close();
      },
    });

    expect(await errorOf(drain(bad))).toMatchObject({ code: "not_json" });
  });

  test("[HT-2] a line beyond 16 MiB is refused, any number of shorter ones is not", async () => {
    const chunk = new Uint8Array(2 ** 20).fill(97);
    let chunks = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        chunks++;
        controller.enqueue(chunk);
      },
    });

    expect(await errorOf(drain(endless))).toMatchObject({ code: "response_too_large" });
    expect(chunks).toBeLessThan(20);
  });

  test.each([
    ["16 MiB and not a byte more", 0, "none"],
    ["a byte beyond 16 MiB", 1, "response_too_large"],
  ])(
    "[HT-2] a line of %s, characters of two bytes, is judged by its bytes",
    async (_what, more, code) => {
      const megabyte = new TextEncoder().encode("ä".repeat(2 ** 19));
      const pieces = [
        ...Array<Uint8Array>(16).fill(megabyte),
        new TextEncoder().encode(`${"a".repeat(more)}\nb\n`),
      ];
      const stream = new ReadableStream<Uint8Array>({
        pull(controller) {
          const piece = pieces.shift();
          if (piece === undefined) controller.close();
          else controller.enqueue(piece);
        },
      });

      const found = await drain(stream).then(
        () => "none",
        (error: unknown) => Reflect.get(Object(error), "code"),
      );

      expect(found).toBe(code);
    },
  );

  test("cancels the stream when its reader stops", async () => {
    let cancelled = false;
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode("1\n2\n")),
      cancel: () => {
        cancelled = true;
      },
    });

    for await (const lines of ndjson(stream)) if (lines.length > 0) break;

    expect(cancelled).toBe(true);
  });
});
