/** The whole body of an answer. */
export async function bytesOf(answer: Response): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await answer.arrayBuffer());
}

/** An answer's status and headers around another body. */
export function withBody(
  answer: Response,
  body: BodyInit | null,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const all = new Headers(answer.headers);
  all.delete("content-length");
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  return new Response(body, { status: answer.status, headers: all });
}

/** A body of some bytes, made when they are asked for, after which it breaks; where that takes its time, it is silent. */
export function brokenBody(
  bytes: Uint8Array<ArrayBuffer>,
  end: unknown,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let sent = bytes.length === 0;
  return new ReadableStream(
    {
      async pull(controller) {
        if (sent) {
          controller.error(await end);
          return;
        }
        sent = true;
        controller.enqueue(bytes);
      },
    },
    { highWaterMark: 0 },
  );
}

/** About so much of the beginning, at least one byte less than all. */
export function part(bytes: Uint8Array<ArrayBuffer>, ratio: number): Uint8Array<ArrayBuffer> {
  return bytes.subarray(0, Math.min(bytes.length - 1, Math.floor(bytes.length * ratio)));
}
