import { randomBytes } from "node:crypto";
import { ConfigError, systemClock, ValidationError, type Clock, type Secret } from "@brain/core";
import { fromBase64 } from "./base64.ts";
import { decryptFailed } from "../decrypt-failed.ts";
import { parseFernetKey, type FernetKey } from "./fernet-key.ts";
import { openToken, parseToken, sealToken, type FernetToken } from "./fernet-token.ts";

const IV_BYTES = 16;
/** Seconds that a token may be from the future, where its age is asked for: what Python allows. */
const MAX_SKEW = 60n;
/** The version byte of a token makes its first character a `g`, and that of base64 around it a `Z`. */
const BARE = "g";

/** How tokens are made and read. */
export interface FernetOptions {
  /** What is written: the bare `token` (default), or standard `base64` around it as some programs store it. Both are read. */
  readonly form?: "token" | "base64" | undefined;
  readonly clock?: Pick<Clock, "now"> | undefined;
}

/** Fernet tokens under a list of keys, as Python's `Fernet` and `MultiFernet` make and read them. */
export interface Fernet {
  /** With the first key. Text goes as UTF-8. @throws ValidationError `record_invalid` for half a surrogate pair. */
  encrypt(message: string | Uint8Array): string;
  /**
   * With whichever key made it. Without `ttlSeconds` the token may be of any age.
   *
   * @throws DecryptError `decrypt_failed` for every reason.
   */
  decrypt(token: string, options?: { readonly ttlSeconds?: number | undefined }): Uint8Array;
  /** As `decrypt`, of a message that is UTF-8. */
  decryptText(token: string, options?: { readonly ttlSeconds?: number | undefined }): string;
  /** The same message and time under the first key. @throws DecryptError `decrypt_failed` */
  rotate(token: string): string;
}

/**
 * Makes and reads Fernet tokens: AES-128-CBC with HMAC-SHA-256, for exchange with Python. Stricter than Python's reader: one
 * spelling for each token, and nothing before or after it.
 *
 * @param keys the first writes, all read; each as {@link createFernetKey} gives it.
 * @see https://github.com/fernet/spec (read 2026-11-24)
 * @throws ConfigError `config_invalid` when a key is none.
 */
export function createFernet(
  keys: readonly [Secret, ...Secret[]],
  { form = "token", clock = systemClock }: FernetOptions = {},
): Fernet {
  const [secret, ...others] = keys;
  const first = parseFernetKey(secret);
  const all = [first, ...others.map(parseFernetKey)];
  const now = (): bigint => BigInt(Math.floor(clock.now() / 1000));
  const write = (message: Uint8Array, time: bigint): string => {
    const token = sealToken(first, message, { time, iv: randomBytes(IV_BYTES) });
    return form === "token" ? token : Buffer.from(token, "latin1").toString("base64");
  };
  const decrypt: Fernet["decrypt"] = (text, { ttlSeconds } = {}) => {
    const ttl = ttlSeconds === undefined ? undefined : toTtl(ttlSeconds);
    const token = readToken(text);
    if (ttl !== undefined && !isFresh(token, ttl, now())) throw decryptFailed();
    return openWith(all, token);
  };

  return {
    encrypt: (message) => write(typeof message === "string" ? toBytes(message) : message, now()),
    decrypt,
    decryptText(token, options) {
      const bytes = decrypt(token, options);
      try {
        return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
      } catch {
        throw decryptFailed();
      }
    },
    rotate(text) {
      const token = readToken(text);
      return write(openWith(all, token), token.time);
    },
  };
}

function readToken(text: string): FernetToken {
  const bare = text.startsWith(BARE) ? text : fromBase64(text)?.toString("latin1");
  const token = bare === undefined ? undefined : parseToken(bare);
  if (token === undefined) throw decryptFailed();
  return token;
}

function openWith(keys: readonly FernetKey[], token: FernetToken): Buffer {
  for (const key of keys) {
    const message = openToken(key, token);
    if (message !== undefined) return message;
  }
  throw decryptFailed();
}

function isFresh({ time }: FernetToken, ttl: bigint, now: bigint): boolean {
  return time + ttl >= now && time <= now + MAX_SKEW;
}

function toTtl(seconds: number): bigint {
  if (Number.isSafeInteger(seconds) && seconds >= 0) return BigInt(seconds);
  throw new ConfigError({
    code: "config_invalid",
    message: `ttlSeconds is ${seconds}; it is a whole number of seconds from 0 on.`,
  });
}

function toBytes(text: string): Buffer {
  if (text.isWellFormed()) return Buffer.from(text, "utf8");
  throw new ValidationError({
    code: "record_invalid",
    message: "Text with half a surrogate pair has no Fernet token: UTF-8 cannot hold it.",
    hint: "Use `encrypt`, or check the field with `validate` before it is protected.",
  });
}
