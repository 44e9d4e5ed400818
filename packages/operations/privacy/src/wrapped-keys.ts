import { createSecretKey, randomBytes, randomFillSync, type KeyObject } from "node:crypto";
import { BrainError, ConfigError, StoreError, type MaybePromise } from "@brain/core";
import { KEY_BYTES } from "./key-encryption-key.ts";
import type { KeyContext, KeyProvider } from "./key-provider.ts";
import type { KeyPurpose, KeyRecord } from "./key-record.ts";

/** A new key, and its record. */
export interface MadeKey {
  readonly key: KeyObject;
  readonly record: KeyRecord;
}

const KID_BYTES = 6;

/** A random key, wrapped. Its bytes are zeroed as soon as the key object has them. */
export async function makeKey(
  provider: KeyProvider,
  purpose: KeyPurpose,
  tenant: string,
  now: number,
): Promise<MadeKey> {
  const createdAt = new Date(now).toISOString();
  const day = createdAt.slice(0, 10).replaceAll("-", "");
  const context = { kid: `${day}-${randomBytes(KID_BYTES).toString("hex")}`, purpose, tenant };
  const bytes = randomFillSync(Buffer.allocUnsafeSlow(KEY_BYTES));
  try {
    const key = createSecretKey(bytes);
    const { kek, wrapped } = await wrap(provider, bytes, context);
    const record = { ...context, state: "active", createdAt, kek, wrapped, destroyedAt: null };
    return { key, record: { ...record, state: "active" } };
  } finally {
    bytes.fill(0);
  }
}

/**
 * The key of a record that has one.
 *
 * @throws ConfigError when none of the providers wrapped it. @throws DecryptError when it does not open.
 */
export async function unwrapKey(
  providers: readonly KeyProvider[],
  record: KeyRecord,
): Promise<KeyObject> {
  const bytes = await unwrap(providers, record);
  try {
    return createSecretKey(bytes);
  } finally {
    bytes.fill(0);
  }
}

/** The record wrapped by the first of the providers; undefined when it is already, or destroyed. */
export async function rewrapped(
  providers: readonly [KeyProvider, ...KeyProvider[]],
  record: KeyRecord,
): Promise<KeyRecord | undefined> {
  if (record.wrapped === null || record.kek === (await asked(() => providers[0].id()))) {
    return undefined;
  }
  const bytes = await unwrap(providers, record);
  try {
    return { ...record, ...(await wrap(providers[0], bytes, contextOf(record))) };
  } finally {
    bytes.fill(0);
  }
}

async function wrap(
  provider: KeyProvider,
  bytes: Uint8Array,
  context: KeyContext,
): Promise<{ readonly kek: string; readonly wrapped: string }> {
  const kek = await asked(() => provider.id());
  const wrapped = await asked(() => provider.wrap(bytes, context));
  return { kek, wrapped: Buffer.from(wrapped).toString("base64url") };
}

async function unwrap(providers: readonly KeyProvider[], record: KeyRecord): Promise<Uint8Array> {
  for (const provider of providers) {
    if ((await asked(() => provider.id())) !== record.kek) continue;
    const wrapped = Buffer.from(record.wrapped ?? "", "base64url");
    return asked(() => provider.unwrap(wrapped, contextOf(record)));
  }
  throw new ConfigError({
    code: "config_invalid",
    message: `The key ${record.kid} is wrapped by ${record.kek}, which no provider of the keyring has.`,
    hint: "Give the keyring that key-encryption key as `previous`.",
  });
}

/** What the provider answers; what it throws says that keys are out of reach, nothing of them. */
async function asked<T>(ask: () => MaybePromise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    if (BrainError.isInstance(cause)) throw cause;
    throw new StoreError({
      code: "store_unavailable",
      message: "The key provider failed; nothing was encrypted or decrypted.",
      hint: "See the cause; nothing was written in clear.",
      cause,
    });
  }
}

function contextOf({ kid, purpose, tenant }: KeyRecord): KeyContext {
  return { kid, purpose, tenant };
}
