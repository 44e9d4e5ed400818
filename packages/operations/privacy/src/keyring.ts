import type { KeyObject } from "node:crypto";
import {
  systemClock,
  type Clock,
  type Closeable,
  type KeyValueStore,
  type MaybePromise,
} from "@brain/core";
import { createActiveKeys, type ActiveKey } from "./active-keys.ts";
import type { KeyProvider } from "./key-provider.ts";
import { stateAt, type KeyPurpose, type KeyRecord } from "./key-record.ts";
import { createKeyStore } from "./key-store.ts";
import { createLoadedKeys } from "./loaded-keys.ts";
import { forgetPlaintext } from "./plaintext.ts";
import { rewrapped } from "./wrapped-keys.ts";

/** What a keyring is made of. */
export interface KeyringOptions {
  /** Where the wrapped keys are: a destination's `state.values`, `fileKeys(folder)`, any store with compare-and-swap. */
  readonly store: KeyValueStore;
  /** Wraps every new key. */
  readonly provider: KeyProvider;
  /** Key-encryption keys of before, for keys that were not wrapped anew yet. */
  readonly previous?: readonly KeyProvider[] | undefined;
  readonly clock?: Clock | undefined;
}

/** The keys of one store. Keys are made at their first use; what another process retires or destroys is seen within a minute. */
export interface Keyring extends Closeable {
  /**
   * This process's own data key with room for so many encryptions, or the one index key of all; a promise when it must be
   * made or looked at again.
   */
  active(purpose: KeyPurpose, tenant: string, uses: number): MaybePromise<ActiveKey>;
  /** A key to decrypt with that was looked at within the last minute; undefined: then {@link Keyring.load}. */
  loaded(tenant: string, kid: string): KeyObject | undefined;
  /**
   * Reads and unwraps a key; undefined when there is none, it is destroyed, or it does not unwrap.
   *
   * @throws StoreError `store_unavailable` when the store or the provider fails: then nothing is known.
   */
  load(tenant: string, kid: string): Promise<KeyObject | undefined>;
  /** All keys, or a tenant's, each with what it may do now. */
  list(tenant?: string): AsyncIterable<KeyRecord>;
  /** Ends encryption with the key (active → decrypt-only); gives whether it was active. */
  retire(tenant: string, kid: string): Promise<boolean>;
  /** Removes the wrapped bytes for good and keeps the name: what the key encrypted is erased. Gives whether there was a key. */
  destroy(tenant: string, kid: string): Promise<boolean>;
  /** Wraps the key with the current provider, where another one did. Gives whether anything changed. */
  rewrap(tenant: string, kid: string): Promise<boolean>;
}

/**
 * The keys that protectors use. Closing forgets them all; a later use reads them again.
 *
 * @example `keyring({ store: fileKeys("keys"), provider: envKey("BRAIN_KEY") })`
 */
export function keyring({
  store,
  provider,
  previous = [],
  clock = systemClock,
}: KeyringOptions): Keyring {
  const providers = [provider, ...previous] as const;
  const keys = createKeyStore(store);
  const loaded = createLoadedKeys(keys, providers, clock);
  const active = createActiveKeys({ store, keys, providers, loaded, clock });
  const close = async (): Promise<void> => {
    active.clear();
    loaded.clear();
    forgetPlaintext();
  };
  return {
    active: active.get,
    loaded: loaded.get,
    load: loaded.load,
    async *list(tenant) {
      for await (const record of keys.list(tenant)) {
        yield { ...record, state: stateAt(record, clock.now()) };
      }
    },
    async retire(tenant, kid) {
      active.forget(tenant, kid);
      return keys.change(tenant, kid, async (record) =>
        record.state === "active" ? { ...record, state: "decrypt-only" } : undefined,
      );
    },
    async destroy(tenant, kid) {
      active.forget(tenant, kid);
      loaded.forget(tenant, kid);
      const destroyedAt = new Date(clock.now()).toISOString();
      return keys.change(tenant, kid, async (record) =>
        record.state === "destroyed"
          ? undefined
          : { ...record, state: "destroyed", wrapped: null, destroyedAt },
      );
    },
    rewrap: (tenant, kid) => keys.change(tenant, kid, (record) => rewrapped(providers, record)),
    close,
    [Symbol.asyncDispose]: close,
  };
}
