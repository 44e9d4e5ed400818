/** Bytes that are appended at the end and dropped from the front; `bytes` is larger, by one at least, than what it holds. */
export interface ByteBuffer {
  readonly bytes: Uint8Array;
  readonly length: number;
  append(chunk: Uint8Array): void;
  /** Forgets the first `count` bytes; what follows them moves to the front. */
  drop(count: number): void;
}

const INITIAL_BYTES = 512 * 1024;

export function createByteBuffer(): ByteBuffer {
  let bytes = new Uint8Array(INITIAL_BYTES);
  let length = 0;
  return {
    get bytes() {
      return bytes;
    },
    get length() {
      return length;
    },
    append(chunk) {
      if (length + chunk.length >= bytes.length) {
        const larger = new Uint8Array(Math.max(bytes.length * 2, length + chunk.length + 1));
        larger.set(bytes.subarray(0, length));
        bytes = larger;
      }
      bytes.set(chunk, length);
      length += chunk.length;
    },
    drop(count) {
      bytes.copyWithin(0, count, length);
      length -= count;
    },
  };
}
