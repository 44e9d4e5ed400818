/** More than the longest gzip header with its trailer before it. */
const KEPT_BYTES = 2 ** 17;

/** The last bytes of a stream, found by their position in it. */
export interface RecentBytes {
  add(chunk: Uint8Array): void;
  /** A copy; undefined: not (or no longer) known. */
  at(position: number, length: number): Uint8Array<ArrayBuffer> | undefined;
}

export function recentBytes(): RecentBytes {
  const chunks: Uint8Array[] = [];
  let start = 0;
  let end = 0;
  return {
    add(chunk) {
      chunks.push(chunk);
      end += chunk.length;
      for (let first = chunks[0]; first !== undefined; first = chunks[0]) {
        if (end - start - first.length < KEPT_BYTES) break;
        start += first.length;
        chunks.shift();
      }
    },
    at(position, length) {
      if (position < start || position + length > end) return undefined;
      const found = new Uint8Array(length);
      let from = start;
      for (const chunk of chunks) {
        const skip = Math.max(0, position - from);
        const into = Math.max(0, from - position);
        if (into < length && skip < chunk.length) {
          found.set(chunk.subarray(skip, skip + length - into), into);
        }
        from += chunk.length;
      }
      return found;
    },
  };
}
