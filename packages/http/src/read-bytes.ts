import type { Answer } from "./contracts.ts";
import type { OpenBody } from "./open-body.ts";

/**
 * A body as a stream of bytes, whose first ones are awaited here, where a failure is still retried. `toFinal` makes the
 * error that users see of one that comes later.
 */
export async function readBytes(
  body: OpenBody,
  toFinal: (error: unknown) => unknown,
): Promise<Answer<ReadableStream<Uint8Array>>> {
  let first = await body.read();
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const chunk = first ?? (await body.read());
          first = undefined;
          if (chunk === undefined) controller.close();
          else controller.enqueue(chunk);
        } catch (error) {
          controller.error(toFinal(error));
        }
      },
      cancel: () => body.close(),
    },
    { highWaterMark: 0 },
  );
  return { status: body.status, headers: body.headers, body: stream };
}
