import type { KeyObject } from "node:crypto";
import { BrainError, type Clock } from "@brain/core";
import type { KeyProvider } from "./key-provider.ts";
import type { KeyStore } from "./key-store.ts";
import { RECHECK_MS } from "./limits.ts";
import { unwrapKey } from "./wrapped-keys.ts";

/** Keys in memory; beyond it the one loaded first goes. */
const MOST = 10_000;

/** Keys to decrypt with, as long as they may be used without looking. */
export interface LoadedKeys {
  get(tenant: string, kid: string): KeyObject | undefined;
  load(tenant: string, kid: string): Promise<KeyObject | undefined>;
  keep(tenant: string, kid: string, key: KeyObject): void;
  forget(tenant: string, kid: string): void;
  clear(): void;
}

export function createLoadedKeys(
  keys: KeyStore,
  providers: readonly KeyProvider[],
  clock: Clock,
): LoadedKeys {
  const kept = new Map<string, { readonly key: KeyObject; readonly seenAt: number }>();
  const nameOf = (tenant: string, kid: string): string => `${kid} ${tenant}`;
  const keep = (tenant: string, kid: string, key: KeyObject): void => {
    kept.delete(nameOf(tenant, kid));
    kept.set(nameOf(tenant, kid), { key, seenAt: clock.monotonic() });
    const [first] = kept.keys();
    if (kept.size > MOST && first !== undefined) kept.delete(first);
  };
  return {
    get(tenant, kid) {
      const found = kept.get(nameOf(tenant, kid));
      const fresh = found !== undefined && clock.monotonic() - found.seenAt < RECHECK_MS;
      return fresh ? found.key : undefined;
    },
    async load(tenant, kid) {
      const record = await keys.read(tenant, kid);
      if (record === undefined || record.wrapped === null) {
        kept.delete(nameOf(tenant, kid));
        return undefined;
      }
      const known = kept.get(nameOf(tenant, kid))?.key;
      const key = known ?? (await unwrapKey(providers, record).catch(unlessClosed));
      if (key !== undefined) keep(tenant, kid, key);
      return key;
    },
    keep,
    forget: (tenant, kid) => void kept.delete(nameOf(tenant, kid)),
    clear: () => kept.clear(),
  };
}

/** A key that is there but does not open is as good as none; a provider out of reach says nothing about the key. */
function unlessClosed(error: unknown): undefined {
  const known = BrainError.isInstance(error);
  if (known && (error.code === "decrypt_failed" || error.code === "config_invalid"))
    return undefined;
  throw error;
}
