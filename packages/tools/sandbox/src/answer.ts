/** An answer before it becomes a `Response`. */
export interface Answer {
  /** Template of the path that answered. */
  readonly endpoint: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text, or pieces of it that are made while the client reads. */
  readonly body: string | Iterable<string>;
  readonly contentType: string;
  /** Records in the body. Default 0. */
  readonly records?: number;
  /** Called once the answer goes out, e.g. to give back a slot for concurrent requests. */
  readonly done?: () => void;
}

const encoder = new TextEncoder();

/** Turns an answer into a `Response`, telling how many bytes of the body were handed out. */
export function toResponse(answer: Answer, onBytes: (bytes: number) => void): Response {
  const { status, contentType } = answer;
  const headers = { "content-type": contentType, ...answer.headers };
  if (typeof answer.body !== "string") {
    return new Response(stream(answer.body, onBytes), { status, headers });
  }
  const bytes = encoder.encode(answer.body);
  onBytes(bytes.byteLength);
  return new Response(bytes, { status, headers });
}

function stream(
  pieces: Iterable<string>,
  onBytes: (bytes: number) => void,
): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.iterator]();
  return new ReadableStream(
    {
      pull(controller) {
        const next = iterator.next();
        if (next.done === true) {
          controller.close();
          return;
        }
        const bytes = encoder.encode(next.value);
        onBytes(bytes.byteLength);
        controller.enqueue(bytes);
      },
      cancel() {
        iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
