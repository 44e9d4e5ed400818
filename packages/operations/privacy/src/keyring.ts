import type { KeyObject } from "node:crypto";
import type { KeyValueStore, MaybePromise } from "@brain/core";
import type { KeyProvider } from "./key-provider.ts";
import type { KeyPurpose, KeyRecord } from "./key-record.ts";

/** What a keyring is made of. */
export interface KeyringOptions {
  /** Where the wrapped keys are: a destination's `state.values`, `fileKeys(folder)`, any store with compare-and-swap. */
  readonly store: KeyValueStore;
  /** Wraps every new key. */
  readonly provider: KeyProvider;
  /** Key-encryption keys of before, for keys that were not wrapped anew yet. */
  readonly previous?: readonly KeyProvider[] | undefined;
}

/** A key in use by this process. */
export interface ActiveKey {
  readonly kid: string;
  readonly key: KeyObject;
  /** Encryptions so far. */
  used: number;
}

/** The keys of one store. Keys are made at their first use; what another process retires or destroys is seen within a minute. */
export interface Keyring {
  /** This process's own data key, or the one index key, with room for so many uses; a promise when it must be made or looked at again. */
  active(purpose: KeyPurpose, tenant: string, uses: number): MaybePromise<ActiveKey>;
  /** A key to decrypt with, by name; undefined when it is not in memory: then {@link Keyring.load}. */
  loaded(tenant: string, kid: string): KeyObject | undefined;
  /** Reads and unwraps a key; undefined when there is none, it is destroyed, or it does not unwrap. */
  load(tenant: string, kid: string): Promise<KeyObject | undefined>;
  /** All keys, or a tenant's, with what each may do now. */
  list(tenant?: string): AsyncIterable<KeyRecord>;
  /** Ends encryption with the key (active → decrypt-only). Nothing happens to one that is not active. */
  retire(tenant: string, kid: string): Promise<void>;
  /** Removes the wrapped bytes for good and keeps the name. */
  destroy(tenant: string, kid: string): Promise<void>;
  /** Wraps the key with the current provider, where another one did. Gives whether anything changed. */
  rewrap(tenant: string, kid: string): Promise<boolean>;
}
