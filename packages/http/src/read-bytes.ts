import type { Answer } from "./contracts.ts";
import type { OpenBody } from "./open-body.ts";
import type { StreamEnd } from "./stream-end.ts";

/** A body as a stream of bytes, whose first ones are awaited here, where a failure is still retried. */
export async function readBytes(
  body: OpenBody,
  end: StreamEnd,
): Promise<Answer<ReadableStream<Uint8Array>>> {
  let first = await body.read();
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const chunk = first ?? (await body.read());
          first = undefined;
          if (chunk !== undefined) {
            controller.enqueue(chunk);
            return;
          }
          end.completed();
          controller.close();
        } catch (error) {
          controller.error(end.failed(error));
        }
      },
      cancel: () => body.close(),
    },
    { highWaterMark: 0 },
  );
  return { status: body.status, headers: body.headers, url: body.url, body: stream };
}
