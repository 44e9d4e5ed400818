import type { hugeFaults } from "./fault-names.ts";
import { always, type Fault } from "./scene.ts";

const HUGE_BYTES = 512 * 2 ** 20;
const BOMB_BYTES = 2 ** 30;
const CHUNK_BYTES = 64 * 1024;
const HEAD = '{"padding":"';
const TAIL = '"}';

/** Valid JSON of any size, made while it is read: what nobody reads is never made. */
export const hugeBodyFaults: Readonly<Record<(typeof hugeFaults)[number], Fault>> = {
  "huge-body": always(
    async (_scene, { bytes = HUGE_BYTES }) => new Response(padding(bytes), JSON_ANSWER),
  ),
  "gzip-bomb": always(async ({ wire }, { bytes = BOMB_BYTES }) => {
    const plain = padding(bytes);
    // `fetch` undoes the compression and keeps the header.
    const body = wire === undefined ? plain : plain.pipeThrough(new CompressionStream("gzip"));
    const headers = { ...JSON_ANSWER.headers, "content-encoding": "gzip" };
    return new Response(body, { headers });
  }),
};

const JSON_ANSWER = { headers: { "content-type": "application/json" } };

function padding(bytes: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  const chunk = new Uint8Array(CHUNK_BYTES).fill(0x30);
  let left = bytes - HEAD.length - TAIL.length;
  let begun = false;
  return new ReadableStream(
    {
      pull(controller) {
        if (!begun) {
          begun = true;
          controller.enqueue(encoder.encode(HEAD));
        } else if (left > 0) {
          controller.enqueue(chunk.slice(0, Math.min(left, CHUNK_BYTES)));
          left -= CHUNK_BYTES;
        } else {
          controller.enqueue(encoder.encode(TAIL));
          controller.close();
        }
      },
    },
    { highWaterMark: 0 },
  );
}
