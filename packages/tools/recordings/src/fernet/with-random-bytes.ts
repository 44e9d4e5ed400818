import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";

/** Runs `work` while the system's random bytes are these: vectors name their IV, and no function of ours takes one. */
export function withRandomBytes<T>(bytes: Uint8Array, work: () => T): T {
  const real = crypto.randomBytes;
  Reflect.set(crypto, "randomBytes", (size: number) => {
    if (size !== bytes.length) throw new RangeError(`${size} random bytes were asked for`);
    return Buffer.from(bytes);
  });
  syncBuiltinESMExports();
  try {
    return work();
  } finally {
    crypto.randomBytes = real;
    syncBuiltinESMExports();
  }
}
