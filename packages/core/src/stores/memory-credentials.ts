import type { CredentialStore } from "./credential-store.ts";

/** Credentials that live as long as the process. */
export function memoryCredentials(): CredentialStore {
  const kept = new Map<string, { value: Readonly<Record<string, string>>; version: string }>();
  let writes = 0;
  return {
    read: async (key) => kept.get(key),
    async write(key, value, expectedVersion) {
      if (kept.get(key)?.version !== expectedVersion) return undefined;
      const version = String(++writes);
      kept.set(key, { value, version });
      return version;
    },
  };
}
