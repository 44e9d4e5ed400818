import { pipeline, Readable } from "node:stream";
import { DecodeError } from "@brain/core";
import type { Coding } from "./codings.ts";
import { MAX_RATIO, RATIO_FREE_BYTES } from "./limits.ts";

/**
 * Undoes the codings strictly: each must come to its proven end (HT-3), and the output may not exceed 100 times the input
 * once it is above 1 MiB (HT-2).
 *
 * @throws DecodeError, out of the stream: `truncated` when the body is cut or damaged, `response_too_large` beyond the ratio.
 */
export function inflate(
  body: ReadableStream<Uint8Array>,
  codings: readonly Coding[],
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let bytesIn = 0;
  async function* received(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      bytesIn += value.byteLength;
      yield value;
    }
  }
  async function* limited(): AsyncGenerator<Uint8Array> {
    let bytesOut = 0;
    for await (const chunk of codings.reduce(undo, received())) {
      bytesOut += chunk.byteLength;
      if (bytesOut > Math.max(RATIO_FREE_BYTES, bytesIn * MAX_RATIO)) throw tooLarge(bytesIn);
      yield chunk;
    }
  }
  const chunks = limited();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await chunks.next();
          if (done === true) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          reader.cancel().catch(() => undefined);
          throw error;
        }
      },
      async cancel(reason) {
        await reader.cancel(reason);
        await chunks.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

/** An empty body is empty, whatever its header says. */
async function* undo(
  source: AsyncGenerator<Uint8Array>,
  coding: Coding,
): AsyncGenerator<Uint8Array> {
  const { done, value: first } = await source.next();
  if (done === true) return;
  let cut: { readonly error: unknown } | undefined;
  let fed = first.byteLength;
  async function* feed(): AsyncGenerator<Uint8Array> {
    yield first;
    try {
      for await (const chunk of source) {
        fed += chunk.byteLength;
        yield chunk;
      }
    } catch (error) {
      cut = { error };
      throw error;
    }
  }
  const decoder = coding.decoder(first);
  pipeline(Readable.from(feed()), decoder, () => undefined);
  try {
    for await (const chunk of decoder) yield chunk;
  } catch (cause) {
    // A broken connection is no damaged body.
    throw cut === undefined ? damaged(coding, cause) : cut.error;
  }
  // What is left over behind the end was part of the body before it was damaged.
  if (decoder.bytesWritten < fed) throw damaged(coding);
}

function damaged({ name }: Coding, cause?: unknown): DecodeError {
  return new DecodeError({
    code: "truncated",
    message: `The ${name} body is cut or damaged.`,
    cause,
  });
}

function tooLarge(bytesIn: number): DecodeError {
  return new DecodeError({
    code: "response_too_large",
    message: `${bytesIn} bytes of a compressed body hold more than ${MAX_RATIO} times as many.`,
    hint: "The server answers with what unpacks beyond all measure; look at it before you read it.",
  });
}
