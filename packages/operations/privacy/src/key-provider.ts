import type { MaybePromise } from "@brain/core";
import type { KeyPurpose } from "./key-record.ts";

/** Which key is wrapped: a wrapped key opens under its own name only. */
export interface KeyContext {
  readonly kid: string;
  readonly purpose: KeyPurpose;
  /** Empty where there are no tenants. */
  readonly tenant: string;
}

/**
 * Wraps data keys with a key-encryption key that never leaves it: the interface for a key management service. What it
 * throws stops the writing of what would have been encrypted.
 */
export interface KeyProvider {
  /** Names the key-encryption key: another key has another id, the same key the same id wherever it is kept. */
  id(): MaybePromise<string>;
  /** Bound to the context (AWS: `EncryptionContext`, Google: `additionalAuthenticatedData`). The bytes are zeroed afterwards. */
  wrap(key: Uint8Array, context: KeyContext): MaybePromise<Uint8Array>;
  /** @throws when the context is another one than it was wrapped with. */
  unwrap(wrapped: Uint8Array, context: KeyContext): MaybePromise<Uint8Array>;
}
