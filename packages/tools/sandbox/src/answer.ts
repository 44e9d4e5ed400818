/** An answer before it becomes a `Response`. */
export interface Answer {
  /** Template of the path that answered. */
  readonly endpoint: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text, or pieces that are made while the client reads: of text, or of bytes. */
  readonly body: string | Pieces;
  readonly contentType: string;
  /** Records in the body, of one that is made while the client reads those so far. Default 0. */
  readonly records?: number | (() => number);
  /** Called once the answer goes out, e.g. to give back a slot for concurrent requests. */
  readonly done?: () => void;
}

type Pieces = Iterable<string> | AsyncIterable<Uint8Array>;

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

function stream(pieces: Pieces, onBytes: (bytes: number) => void): ReadableStream<Uint8Array> {
  const iterator =
    Symbol.asyncIterator in pieces ? pieces[Symbol.asyncIterator]() : pieces[Symbol.iterator]();
  return new ReadableStream(
    {
      async pull(controller) {
        const next = await iterator.next();
        if (next.done === true) {
          controller.close();
          return;
        }
        const { value } = next;
        const bytes = typeof value === "string" ? encoder.encode(value) : value;
        onBytes(bytes.byteLength);
        controller.enqueue(bytes);
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
