/** Bytes in the order they come, whatever pieces they come in. */
export interface ByteReader {
  /** The next `count` bytes; fewer only at the end. */
  take(count: number): Promise<Uint8Array<ArrayBuffer>>;
  /** The next bytes, at most so many, as they happen to lie; none at the end. Good until the next call. */
  some(atMost: number): Promise<Uint8Array<ArrayBuffer>>;
  /** Puts bytes back that were taken last. */
  unread(bytes: Uint8Array<ArrayBuffer>): void;
  /** The connection is freed. */
  cancel(): void;
}

const NONE = new Uint8Array(0);

export function byteReader(stream: ReadableStream<Uint8Array>): ByteReader {
  const reader = stream.getReader();
  let held: Uint8Array<ArrayBuffer> = NONE;

  /** Holds at least one byte afterwards, unless the stream is at its end. */
  const fill = async (): Promise<boolean> => {
    while (held.length === 0) {
      const { done, value } = await reader.read();
      if (done) return false;
      // A body's pieces lie in buffers of their own, never in shared memory.
      held = value as Uint8Array<ArrayBuffer>;
    }
    return true;
  };
  const some = async (atMost: number): Promise<Uint8Array<ArrayBuffer>> => {
    if (atMost === 0 || !(await fill())) return NONE;
    const bytes = held.subarray(0, atMost);
    held = held.subarray(bytes.length);
    return bytes;
  };
  return {
    some,
    async take(count) {
      const first = await some(count);
      if (first.length === count) return first;
      const bytes = new Uint8Array(count);
      let length = 0;
      for (let next = first; next.length > 0; next = await some(count - length)) {
        bytes.set(next, length);
        length += next.length;
      }
      return bytes.subarray(0, length);
    },
    unread(bytes) {
      if (bytes.length === 0) return;
      const all = new Uint8Array(bytes.length + held.length);
      all.set(bytes);
      all.set(held, bytes.length);
      held = all;
    },
    cancel: () => void reader.cancel().catch(() => undefined),
  };
}
