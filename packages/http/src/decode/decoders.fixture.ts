import { BrainError } from "@brain/core";
import { testApi } from "../api.fixture.ts";
import { gunzip } from "./gunzip.ts";
import { ndjson } from "./ndjson.ts";

/** What became of a body: a value, or the code of an error of ours. */
export type Outcome = { readonly value: unknown } | { readonly code: string };

/** A body that arrives in pieces of so many bytes, over and over. */
function arriving(bytes: Uint8Array, sizes: readonly number[]): ReadableStream<Uint8Array> {
  let at = 0;
  let piece = 0;
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (at >= bytes.length) return controller.close();
        const size = sizes[piece++ % sizes.length] ?? bytes.length;
        // A copy: whoever keeps it must not see it change.
        controller.enqueue(bytes.slice(at, at + size));
        at += size;
      },
    },
    { highWaterMark: 0 },
  );
}

const once = { retryAttempts: 1 };

async function all<T>(parts: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const part of parts) list.push(part);
  return list;
}

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Every way in which the client and the decoders read a body. */
export const decoders: Readonly<
  Record<string, (body: ReadableStream<Uint8Array>) => Promise<unknown>>
> = {
  json: async (body) =>
    (await testApi([() => new Response(body)], { http: once }).client.json("x")).body,
  "an error's text": (body) =>
    testApi([() => new Response(body, { status: 404 })], { http: once }).client.json("x"),
  lines: async (body) => {
    const answer = await testApi([() => new Response(body)], { http: once }).client.lines("x");
    return (await all(answer.body)).flat();
  },
  bytes: async (body) => {
    const answer = await testApi([() => new Response(body)], { http: once }).client.bytes("x");
    return bytesOf(answer.body);
  },
  ndjson: async (body) => (await all(ndjson(body))).flat(),
  gunzip: async (body) => bytesOf(gunzip(body)),
};

/** @throws whatever is thrown that is no error of ours. */
export async function decode(
  name: string,
  bytes: Uint8Array,
  sizes: readonly number[] = [bytes.length],
): Promise<Outcome> {
  try {
    return { value: await decoders[name]?.(arriving(bytes, sizes)) };
  } catch (error) {
    if (!BrainError.isInstance(error)) throw error;
    return { code: error.code };
  }
}
