import { ConfigError, type Json } from "@brain/core";
import { DATA_KEY_MS } from "./limits.ts";

/** What a key is for: to encrypt values, or to make blind indexes and hashes. */
export type KeyPurpose = "data" | "index";

/** `active` encrypts, `decrypt-only` opens what it encrypted, `destroyed` is remembered by name alone. */
export type KeyState = "active" | "decrypt-only" | "destroyed";

/** A key as it is kept: wrapped by a key-encryption key, never in clear. */
export interface KeyRecord {
  /** `20261124-3f9a0c51b2d7`: the day it was made, and chance. */
  readonly kid: string;
  /** Whose data it protects; empty where there are no tenants. */
  readonly tenant: string;
  readonly purpose: KeyPurpose;
  readonly state: KeyState;
  /** ISO-8601 UTC. */
  readonly createdAt: string;
  /** The id of the key-encryption key. */
  readonly kek: string;
  /** base64url; null once the key is destroyed. */
  readonly wrapped: string | null;
  /** ISO-8601 UTC; null as long as there is a key. */
  readonly destroyedAt: string | null;
}

const PREFIX = "privacy/keys/";

/** Where the keys of a tenant, or of all, are in a store of values. */
export function keysPrefix(tenant?: string): string {
  return tenant === undefined ? PREFIX : `${PREFIX}${encodeURIComponent(tenant.toWellFormed())}/`;
}

/** Where one key is. */
export function keyPath(tenant: string, kid: string): string {
  return keysPrefix(tenant) + kid;
}

/** Where it stands which index key of the tenant is active: all processes must agree on one, or joins break. */
export function activeIndexPath(tenant: string): string {
  return `privacy/active-index/${encodeURIComponent(tenant.toWellFormed())}`;
}

/** A record as its store gives it back. @throws ConfigError `config_invalid` when it is none of ours. */
export function parseKeyRecord(value: Json): KeyRecord {
  if (isKeyRecord(value)) return value;
  throw new ConfigError({
    code: "config_invalid",
    message: "The key store holds an entry that is no key.",
    hint: "Give the keyring the store that its keys were made in, or restore it from a backup.",
  });
}

function isKeyRecord(value: unknown): value is KeyRecord {
  if (typeof value !== "object" || value === null) return false;
  const { kid, tenant, purpose, state, createdAt, kek, wrapped } = value as Partial<KeyRecord>; // each is looked at below
  return (
    [kid, tenant, createdAt, kek].every((part) => typeof part === "string") &&
    (purpose === "data" || purpose === "index") &&
    (state === "destroyed"
      ? wrapped === null
      : (state === "active" || state === "decrypt-only") && typeof wrapped === "string")
  );
}

/** What the key may do now: a data key whose day is over only decrypts, whoever made it. */
export function stateAt({ state, purpose, createdAt }: KeyRecord, now: number): KeyState {
  const over = purpose === "data" && Date.parse(createdAt) + DATA_KEY_MS <= now;
  return state === "active" && over ? "decrypt-only" : state;
}
