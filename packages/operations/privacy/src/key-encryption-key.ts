import { createHash, createSecretKey, type KeyObject } from "node:crypto";
import { ConfigError } from "@brain/core";
import { decryptFailed } from "./decrypt-failed.ts";
import { decryptBytes, encryptBytes } from "./gcm.ts";
import type { KeyContext, KeyProvider } from "./key-provider.ts";
import { lengthPrefixed } from "./length-prefixed.ts";

export const KEY_BYTES = 32;
const HEX = /^[0-9a-f]{64}$/i;
const BASE64 = /^[A-Za-z0-9+/_-]{43}=?$/;

/** A provider that wraps with a key it fetches for each use and forgets. `fetchKey` gives bytes of its own, which are zeroed. */
export function localProvider(fetchKey: () => Promise<Buffer>): KeyProvider {
  const use = async <T>(work: (key: KeyObject, id: string) => T): Promise<T> => {
    const bytes = await fetchKey();
    try {
      return work(createSecretKey(bytes), idOf(bytes));
    } finally {
      bytes.fill(0);
    }
  };
  return {
    id: () => use((_key, id) => id),
    wrap: (plain, context) => use((key) => encryptBytes(key, plain, boundTo(context))),
    unwrap: (wrapped, context) =>
      use((key) => {
        const plain = decryptBytes(key, wrapped, boundTo(context));
        if (plain === undefined) throw decryptFailed();
        return plain;
      }),
  };
}

/**
 * The 32 bytes of a key-encryption key written as hex or base64 (url or standard).
 *
 * @throws ConfigError `config_invalid`, without what was written.
 */
export function parseKey(text: string, where: string): Buffer {
  const trimmed = text.trim();
  if (HEX.test(trimmed)) return Buffer.from(trimmed, "hex");
  if (BASE64.test(trimmed)) {
    const bytes = Buffer.from(trimmed, "base64");
    if (bytes.length === KEY_BYTES) return bytes;
  }
  throw new ConfigError({
    code: "config_invalid",
    message: `${where} holds no key-encryption key: 32 bytes in base64 or hex are needed.`,
    hint: "Make one with `openssl rand -base64 32`.",
  });
}

function boundTo({ kid, purpose, tenant }: KeyContext): Buffer {
  return lengthPrefixed(["wrap:v1", kid, purpose, tenant]);
}

/** By what a key is known: no way back to it, since it is random. */
function idOf(key: Buffer): string {
  const digest = createHash("sha256")
    .update("brain key-encryption key\0")
    .update(key)
    .digest("hex");
  return `kek-${digest.slice(0, 16)}`;
}
