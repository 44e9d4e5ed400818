/** Milliseconds until a connection stands, the name's lookup and the TLS handshake included (HT-1). */
export const CONNECT_TIMEOUT_MS = 10_000;
/** A decompressed body may be so many times larger than what came in, once it exceeds {@link RATIO_FREE_BYTES} (HT-2). */
export const MAX_RATIO = 100;
export const RATIO_FREE_BYTES = 2 ** 20;
