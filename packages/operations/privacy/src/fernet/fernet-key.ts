import { createSecretKey, randomBytes, type KeyObject } from "node:crypto";
import { ConfigError, Secret } from "@brain/core";
import { fromBase64url, toBase64url } from "./base64.ts";

const KEY_BYTES = 32;
const HALF = KEY_BYTES / 2;

/** The two halves of a Fernet key. */
export interface FernetKey {
  readonly signing: KeyObject;
  readonly encryption: KeyObject;
}

/** A new random key in the form that Python's `Fernet.generate_key()` gives: 44 characters of base64url. */
export function createFernetKey(): Secret {
  return Secret.of(toBase64url(randomBytes(KEY_BYTES)));
}

/** @throws ConfigError `config_invalid` */
export function parseFernetKey(key: Secret): FernetKey {
  const bytes = fromBase64url(key.reveal());
  if (bytes?.length !== KEY_BYTES) {
    throw new ConfigError({
      code: "config_invalid",
      message: "A Fernet key is not 32 bytes in base64url: 44 characters, the last one `=`.",
      hint: "Make one with createFernetKey(), or with Fernet.generate_key() in Python.",
    });
  }
  // The signing key comes first, unlike what most expect.
  return {
    signing: createSecretKey(bytes.subarray(0, HALF)),
    encryption: createSecretKey(bytes.subarray(HALF)),
  };
}
