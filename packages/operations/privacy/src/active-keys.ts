import type { KeyObject } from "node:crypto";
import type { Clock, KeyValueStore, MaybePromise } from "@brain/core";
import type { KeyProvider } from "./key-provider.ts";
import { activeIndexPath, type KeyPurpose } from "./key-record.ts";
import type { KeyStore } from "./key-store.ts";
import { DATA_KEY_MS, MAX_ENCRYPTIONS, RECHECK_MS } from "./limits.ts";
import type { LoadedKeys } from "./loaded-keys.ts";
import { makeKey, unwrapKey, type MadeKey } from "./wrapped-keys.ts";

interface Parts {
  readonly store: KeyValueStore;
  readonly keys: KeyStore;
  readonly providers: readonly [KeyProvider, ...KeyProvider[]];
  readonly loaded: LoadedKeys;
  readonly clock: Clock;
}

/** A key in use by this process. */
export interface ActiveKey {
  readonly kid: string;
  readonly key: KeyObject;
  /** Encryptions so far. */
  used: number;
}

/** A key this process encrypts with. Times are of the monotonic clock: nobody can set it back. */
interface InUse extends ActiveKey {
  readonly purpose: KeyPurpose;
  readonly tenant: string;
  readonly madeAt: number;
  seenAt: number;
  /** Encryptions promised to callers, counted before they happen. */
  reserved: number;
}

/** The keys to encrypt with, one for each purpose and tenant. */
export interface ActiveKeys {
  get(purpose: KeyPurpose, tenant: string, uses: number): MaybePromise<ActiveKey>;
  forget(tenant: string, kid: string): void;
  clear(): void;
}

export function createActiveKeys(parts: Parts): ActiveKeys {
  const { keys, loaded, clock } = parts;
  const inUse = new Map<string, InUse>();
  const pending = new Map<string, Promise<void>>();

  const renew = async (purpose: KeyPurpose, tenant: string, uses: number): Promise<void> => {
    const name = nameOf(purpose, tenant);
    const before = inUse.get(name);
    if (before !== undefined && hasRoom(before, uses, clock)) {
      if ((await keys.read(tenant, before.kid))?.state === "active") {
        before.seenAt = clock.monotonic();
        return;
      }
    } else if (before !== undefined) {
      await keys.change(tenant, before.kid, async (record) =>
        record.state === "active" ? { ...record, state: "decrypt-only" } : undefined,
      );
    }
    inUse.delete(name);
    const { key, record } = await (purpose === "data" ? makeOwn : agreeOnIndexKey)(parts, tenant);
    const now = clock.monotonic();
    const made = { kid: record.kid, key, purpose, tenant, madeAt: now, seenAt: now };
    const next: InUse = { ...made, used: 0, reserved: 0 };
    inUse.set(name, next);
    loaded.keep(tenant, record.kid, key);
  };

  const get = (purpose: KeyPurpose, tenant: string, uses: number): MaybePromise<ActiveKey> => {
    const name = nameOf(purpose, tenant);
    const known = inUse.get(name);
    const seen = known !== undefined && clock.monotonic() - known.seenAt < RECHECK_MS;
    if (seen && hasRoom(known, uses, clock)) {
      known.reserved += uses;
      return known;
    }
    let renewing = pending.get(name);
    if (renewing === undefined) {
      renewing = renew(purpose, tenant, uses).finally(() => pending.delete(name));
      pending.set(name, renewing);
    }
    // Others that waited may have taken the room meanwhile.
    return renewing.then(() => get(purpose, tenant, uses));
  };

  return {
    get,
    forget(tenant, kid) {
      for (const [name, key] of inUse) {
        if (key.tenant === tenant && key.kid === kid) inUse.delete(name);
      }
    },
    clear: () => inUse.clear(),
  };
}

function nameOf(purpose: KeyPurpose, tenant: string): string {
  return `${purpose} ${tenant}`;
}

/** An index key has no end: another one would break every join. */
function hasRoom({ purpose, reserved, madeAt }: InUse, uses: number, clock: Clock): boolean {
  if (purpose === "index") return true;
  const fits = reserved === 0 || reserved + uses <= MAX_ENCRYPTIONS;
  return fits && clock.monotonic() - madeAt < DATA_KEY_MS;
}

/** A data key for this process alone, durable before its first use. */
async function makeOwn({ keys, providers, clock }: Parts, tenant: string): Promise<MadeKey> {
  for (;;) {
    const made = await makeKey(providers[0], "data", tenant, clock.now());
    if (await keys.add(made.record)) return made;
  }
}

/** The index key that all processes use: the first to write its name down decides. */
async function agreeOnIndexKey(parts: Parts, tenant: string): Promise<MadeKey> {
  const { store, keys, providers, clock } = parts;
  const path = activeIndexPath(tenant);
  for (;;) {
    const agreed = await store.get(path);
    if (typeof agreed?.value === "string") {
      const record = await keys.read(tenant, agreed.value);
      if (record?.state === "active") return { key: await unwrapKey(providers, record), record };
    }
    const made = await makeKey(providers[0], "index", tenant, clock.now());
    if (!(await keys.add(made.record))) continue;
    if ((await store.put(path, made.record.kid, agreed?.version)) !== undefined) return made;
    // Nobody has used it.
    await keys.change(tenant, made.record.kid, async (record) => ({
      ...record,
      state: "destroyed",
      wrapped: null,
      destroyedAt: new Date(clock.now()).toISOString(),
    }));
  }
}
