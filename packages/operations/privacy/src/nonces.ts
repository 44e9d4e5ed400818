import { randomFillSync } from "node:crypto";

/** Bytes of a nonce of AES-GCM. */
export const NONCE_BYTES = 12;
const POOL_BYTES = 4096 * NONCE_BYTES;

/**
 * Gives nonces cut from a pool of random bytes, each once: to ask the system for each costs more than the encryption. The
 * pool is filled at the first use, so a process (or worker) started from this one fills its own.
 */
export function createNonces(): (into: Buffer, at: number) => void {
  let pool: Buffer | undefined;
  let used = POOL_BYTES;
  return (into, at) => {
    pool ??= Buffer.allocUnsafeSlow(POOL_BYTES);
    if (used === POOL_BYTES) {
      randomFillSync(pool);
      used = 0;
    }
    pool.copy(into, at, used, used + NONCE_BYTES);
    used += NONCE_BYTES;
  };
}
