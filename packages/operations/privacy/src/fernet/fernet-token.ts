import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from "node:crypto";
import { fromBase64url, toBase64url } from "./base64.ts";
import type { FernetKey } from "./fernet-key.ts";

const VERSION = 0x80;
const CIPHER = "aes-128-cbc";
/** Where the parts of a token begin: version, time, IV, ciphertext. */
const TIME = 1;
const IV = 9;
const TEXT = 25;
const BLOCK = 16;
const MAC = 32;

/** A token whose form is right; nothing of it is proven yet. */
export interface FernetToken {
  /** Seconds since 1970, as 64 bits hold them. */
  readonly time: bigint;
  readonly iv: Buffer;
  readonly ciphertext: Buffer;
  readonly signed: Buffer;
  readonly mac: Buffer;
}

/** @see https://github.com/fernet/spec/blob/master/Spec.md (read 2026-11-24) */
export function sealToken(
  { signing, encryption }: FernetKey,
  message: Uint8Array,
  { time, iv }: Pick<FernetToken, "time" | "iv">,
): string {
  const cipher = createCipheriv(CIPHER, encryption, iv);
  const head = Buffer.alloc(TEXT);
  head[0] = VERSION;
  head.writeBigUInt64BE(time, TIME);
  iv.copy(head, IV);
  const signed = Buffer.concat([head, cipher.update(message), cipher.final()]);
  return toBase64url(Buffer.concat([signed, macOf(signing, signed)]));
}

/** Undefined for all that no `sealToken` writes. */
export function parseToken(text: string): FernetToken | undefined {
  const bytes = fromBase64url(text);
  if (bytes === undefined || bytes[0] !== VERSION) return undefined;
  const end = bytes.length - MAC;
  if (end < TEXT + BLOCK || (end - TEXT) % BLOCK !== 0) return undefined;
  return {
    time: bytes.readBigUInt64BE(TIME),
    iv: bytes.subarray(IV, TEXT),
    ciphertext: bytes.subarray(TEXT, end),
    signed: bytes.subarray(0, end),
    mac: bytes.subarray(end),
  };
}

/** The message, or undefined when the token was not sealed with this key. */
export function openToken(
  { signing, encryption }: FernetKey,
  { iv, ciphertext, signed, mac }: FernetToken,
): Buffer | undefined {
  if (!timingSafeEqual(macOf(signing, signed), mac)) return undefined;
  const decipher = createDecipheriv(CIPHER, encryption, iv);
  try {
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  } catch {
    // Signed with the right key and yet no message: made so on purpose, and as bad as any other.
    return undefined;
  }
}

function macOf(signing: FernetKey["signing"], signed: Buffer): Buffer {
  return createHmac("sha256", signing).update(signed).digest();
}
