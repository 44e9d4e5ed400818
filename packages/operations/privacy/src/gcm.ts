import { createCipheriv, createDecipheriv, type KeyObject } from "node:crypto";
import { createNonces, NONCE_BYTES } from "./nonces.ts";

const ALGORITHM = "aes-256-gcm";
const TAG_BYTES = 16;
/** Without it Node takes shortened tags, which are easier to forge. */
const OPTIONS = { authTagLength: TAG_BYTES };

/** How many bytes a ciphertext is longer than what it hides. */
export const GCM_BYTES = NONCE_BYTES + TAG_BYTES;

/** Gives nonce ‖ ciphertext ‖ tag by AES-256-GCM. */
export type EncryptBytes = (key: KeyObject, plain: Uint8Array, aad: Uint8Array) => Buffer;

/** With the nonces of `nextNonce`, which published vectors fix; whoever uses this package cannot. */
export function createEncryption(nextNonce: ReturnType<typeof createNonces>): EncryptBytes {
  return (key, plain, aad) => {
    const out = Buffer.allocUnsafe(plain.length + GCM_BYTES);
    nextNonce(out, 0);
    const cipher = createCipheriv(ALGORITHM, key, out.subarray(0, NONCE_BYTES), OPTIONS);
    cipher.setAAD(aad);
    cipher.update(plain).copy(out, NONCE_BYTES);
    cipher.final();
    cipher.getAuthTag().copy(out, NONCE_BYTES + plain.length);
    return out;
  };
}

/** Encrypts with random nonces. */
export const encryptBytes = createEncryption(createNonces());

/** What was encrypted; undefined when the key, the associated data or any byte is another one. */
export function decryptBytes(
  key: KeyObject,
  sealed: Uint8Array,
  aad: Uint8Array,
): Buffer | undefined {
  if (sealed.length < GCM_BYTES) return undefined;
  const end = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, NONCE_BYTES), OPTIONS);
  decipher.setAAD(aad);
  decipher.setAuthTag(sealed.subarray(end));
  const plain = decipher.update(sealed.subarray(NONCE_BYTES, end));
  try {
    decipher.final();
  } catch {
    // Why it failed would help only somebody who tries tokens.
    return undefined;
  }
  return plain;
}
