import {
  unguarded,
  type Guard,
  type Key,
  type Protector,
  type Sealer,
  type Stream,
} from "@brain/core";
import { toBlindIndex } from "./blind-index.ts";
import { decryptRecords, type Opened } from "./decrypt.ts";
import { encryptFields } from "./encrypt.ts";
import { generaliseFields, type Coarseness, type TextKey } from "./generalise.ts";
import type { Keyring } from "./keyring.ts";
import type { ManyValued } from "./low-cardinality.ts";
import { hashFields, pseudonymiseFields, type PseudonymOptions } from "./pseudonymise.ts";
import type { WithReplaced } from "./replace-fields.ts";
import { createSealer } from "./seal.ts";

/** What protects, and who may open it. */
export interface PrivacyOptions {
  readonly keyring: Keyring;
  /** Asked before anything is decrypted or destroyed; without one everybody who has the keys may. */
  readonly guard?: Guard | undefined;
}

/** Which fields of which stream's records are to be opened. */
export interface Decryption<T extends object, F extends string> {
  /** The stream that the records came from: a token opens in its own stream alone. */
  readonly stream: Pick<Stream<T>, "source" | "name" | "info">;
  readonly fields: readonly F[];
  /** As the pipeline had it. */
  readonly tenant?: string | undefined;
}

/** Protectors for flows, the seal of quarantine, and the way back. */
export interface Privacy {
  /** AES-256-GCM, each value bound to its tenant, source, stream and field. Gives `enc:v1:…`, another one each time. */
  encrypt<T extends object, const F extends Key<T>>(
    ...fields: readonly F[]
  ): Protector<T, WithReplaced<T, F>>;
  /**
   * A blind index `bidx:v1:…`: equal values stay equal, so tables still join, and nothing opens it. What is equal shows;
   * booleans and enums are refused. Without a normaliser it may stand on a primary key.
   */
  pseudonymise<T extends object, const F extends ManyValued<T>>(
    ...fields: readonly F[]
  ): Protector<T, WithReplaced<T, F>>;
  pseudonymise<T extends object, const F extends ManyValued<T>>(
    options: PseudonymOptions,
    ...fields: readonly F[]
  ): Protector<T, WithReplaced<T, F>>;
  /**
   * A keyed hash `hash:v1:…`: equal values of this one field stay equal, and join nothing else. Keyed, since a plain
   * SHA-256 of an e-mail or a telephone number is found by trying them all.
   */
  hash<T extends object, const F extends ManyValued<T>>(
    ...fields: readonly F[]
  ): Protector<T, WithReplaced<T, F>>;
  /** Makes values coarser: `{ birthday: "year", ip: "/24" }`. What is no date or address becomes `***`. */
  generalise<T extends object, const F extends TextKey<T> & Key<T>>(
    levels: Readonly<Partial<Record<F, Coarseness>>>,
  ): Protector<T, WithReplaced<T, F>>;
  /** For `seal` of a pipeline: invalid records wait encrypted whole. */
  readonly seal: Sealer;
  /**
   * The records with the fields as they were, types included; null stays null.
   *
   * @throws PermissionError when the guard refuses. @throws DecryptError `decrypt_failed` when any value does not open.
   */
  decrypt<R extends object, T extends object, const F extends Key<T> & keyof R & string>(
    records: readonly R[],
    of: Decryption<T, F>,
  ): Promise<Opened<R, T, F>[]>;
  /**
   * What `pseudonymise` makes of a value: to find a person's rows by their e-mail.
   *
   * @throws PermissionError when the guard refuses: who may ask can try values.
   */
  pseudonymOf(
    value: string | number,
    of: PseudonymOptions & { readonly index: string; readonly tenant?: string | undefined },
  ): Promise<string>;
  /**
   * Destroys all keys of a tenant (`""`: of no tenant): nobody can open what they encrypted any more. Gives the number of keys.
   *
   * @throws PermissionError when the guard refuses.
   */
  eraseTenant(tenant: string): Promise<number>;
}

/**
 * @example
 * const keys = keyring({ store: fileKeys("keys"), provider: envKey("BRAIN_KEY") });
 * const { encrypt, seal } = createPrivacy({ keyring: keys });
 * from(contacts).protect(encrypt("email", "phone")).into("contacts");
 */
export function createPrivacy({ keyring, guard = unguarded }: PrivacyOptions): Privacy {
  return {
    encrypt: (...fields) => encryptFields(keyring, fields),
    pseudonymise<T extends object, F extends Key<T>>(
      ...given: readonly [PseudonymOptions, ...F[]] | readonly F[]
    ): Protector<T, WithReplaced<T, F>> {
      const [first] = given;
      const options = typeof first === "object" ? first : {};
      const fields: F[] = [];
      for (const each of given) if (typeof each !== "object") fields.push(each);
      return pseudonymiseFields(keyring, options, fields);
    },
    hash: (...fields) => hashFields(keyring, fields),
    generalise: (levels) => generaliseFields(levels),
    seal: createSealer(keyring),
    decrypt<R extends object, T extends object, F extends Key<T> & keyof R & string>(
      records: readonly R[],
      { stream, fields, tenant }: Decryption<T, F>,
    ) {
      const scope = { tenant, source: stream.source, stream: stream.name };
      return decryptRecords<R, T, F>(keyring, guard, records, fields, scope);
    },
    pseudonymOf: (value, { index, normalise = "none", tenant = "" }) =>
      guard({ action: "pseudonymise", resource: `index:${index}` }, async () => {
        const active = await keyring.active("index", tenant, 0);
        return toBlindIndex(active, { tenant, index, normaliser: normalise }, value);
      }),
    eraseTenant: (tenant) =>
      guard({ action: "destroy_keys", resource: `keys:${tenant}` }, async () => {
        let destroyed = 0;
        for await (const { kid } of keyring.list(tenant)) {
          if (await keyring.destroy(tenant, kid)) destroyed += 1;
        }
        return destroyed;
      }),
  };
}
