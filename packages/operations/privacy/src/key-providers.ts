import { readFile, stat } from "node:fs/promises";
import { ConfigError, type MaybePromise, type Secret } from "@brain/core";
import { KEY_BYTES, localProvider, parseKey } from "./key-encryption-key.ts";
import type { KeyProvider } from "./key-provider.ts";

/** Whom a key file must not be readable for: group and others. */
const SHARED_BITS = 0o077;
const FROM_FUNCTION = "What the key function gave";

/**
 * The key-encryption key from an environment variable: 32 bytes in base64 or hex, read at each use.
 *
 * @throws ConfigError `config_invalid` from its methods when the variable is missing or no such key.
 */
export function envKey(name: string): KeyProvider {
  return localProvider(async () => parseKey(process.env[name] ?? "", `The variable ${name}`));
}

/**
 * The key-encryption key from a file that its owner alone may read (mode 0600): 32 bytes in base64 or hex, or those bytes.
 *
 * @throws ConfigError `config_invalid` from its methods when it is missing, open to others, or no such key.
 */
export function fileKey(path: string): KeyProvider {
  return localProvider(async () => {
    const [bytes, { mode }] = await Promise.all([readFile(path), stat(path)]).catch(
      (cause: unknown) => {
        throw keyFileProblem(`The key file ${path} cannot be read.`, "Check the path.", cause);
      },
    );
    // Windows has no such modes.
    if (process.platform !== "win32" && (mode & SHARED_BITS) !== 0) {
      const shown = (mode & 0o777).toString(8);
      bytes.fill(0);
      throw keyFileProblem(
        `Others may read the key file ${path} (mode ${shown}).`,
        `Run \`chmod 600 ${path}\`, and take a new key if somebody may have read this one.`,
      );
    }
    if (bytes.length === KEY_BYTES) return bytes;
    try {
      return parseKey(bytes.toString("latin1"), `The key file ${path}`);
    } finally {
      bytes.fill(0);
    }
  });
}

/**
 * The key-encryption key from a function: a secret manager's client. Asked at each use, which is seldom: once per data
 * key. Bytes that it gives are copied.
 */
export function functionKey(fetchKey: () => MaybePromise<Secret | Uint8Array>): KeyProvider {
  return localProvider(async () => {
    const given = await fetchKey();
    if (!(given instanceof Uint8Array)) return parseKey(given.reveal(), FROM_FUNCTION);
    // Bytes are the key itself, or its text as a file has it.
    return given.length === KEY_BYTES
      ? Buffer.from(given)
      : parseKey(Buffer.from(given).toString("latin1"), FROM_FUNCTION);
  });
}

function keyFileProblem(message: string, hint: string, cause?: unknown): ConfigError {
  return new ConfigError({ code: "config_invalid", message, hint, cause });
}
