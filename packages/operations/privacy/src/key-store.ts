import { StoreError, type KeyValueStore } from "@brain/core";
import { keyPath, keysPrefix, parseKeyRecord, type KeyRecord } from "./key-record.ts";

/** How often a change is tried again that another process was quicker with. */
const TRIES = 20;

/** Records of keys in a store of values. */
export interface KeyStore {
  read(tenant: string, kid: string): Promise<KeyRecord | undefined>;
  /** false when there is a key of that name. */
  add(record: KeyRecord): Promise<boolean>;
  /** `next` gives the record as it shall be, or undefined to leave it. Gives whether anything changed. */
  change(
    tenant: string,
    kid: string,
    next: (record: KeyRecord) => Promise<KeyRecord | undefined>,
  ): Promise<boolean>;
  list(tenant: string | undefined): AsyncIterable<KeyRecord>;
}

export function createKeyStore(store: KeyValueStore): KeyStore {
  return {
    async read(tenant, kid) {
      const found = await store.get(keyPath(tenant, kid));
      return found && parseKeyRecord(found.value);
    },
    async add(record) {
      const path = keyPath(record.tenant, record.kid);
      return (await store.put(path, { ...record }, undefined)) !== undefined;
    },
    async change(tenant, kid, next) {
      const path = keyPath(tenant, kid);
      for (let tried = 0; tried < TRIES; tried++) {
        const found = await store.get(path);
        const changed = found && (await next(parseKeyRecord(found.value)));
        if (found === undefined || changed === undefined) return false;
        if ((await store.put(path, { ...changed }, found.version)) !== undefined) return true;
      }
      throw new StoreError({
        code: "store_busy",
        message: `The key ${kid} cannot be changed: other processes change it all the time.`,
      });
    },
    async *list(tenant) {
      for await (const path of store.list(keysPrefix(tenant))) {
        const found = await store.get(path);
        if (found !== undefined) yield parseKeyRecord(found.value);
      }
    },
  };
}
