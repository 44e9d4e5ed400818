import type { KeyObject } from "node:crypto";
import type { Key, MaybePromise, ProtectionScope, Protector } from "@brain/core";
import type { ActiveKey } from "./active-keys.ts";
import type { Keyring } from "./keyring.ts";
import { forgetPlaintext } from "./plaintext.ts";
import { replaceFields, type WithReplaced } from "./replace-fields.ts";
import { associatedData, openToken, parseToken, toToken } from "./token.ts";

/** Keys of the tokens that a page brings along; undefined: there is no such key. */
type Brought = ReadonlyMap<string, KeyObject | undefined>;

/** Encrypts the fields, each value bound to its tenant, source, stream and field; a page at once when its key is ready. */
export function encryptFields<T extends object, const F extends Key<T>>(
  keyring: Keyring,
  fields: readonly F[],
): Protector<T, WithReplaced<T, F>> {
  return {
    name: "encrypt",
    fields,
    effect: "replaces",
    apply(records, scope) {
      const tenant = scope.tenant ?? "";
      const brought = broughtKeys(keyring, tenant, records, fields);
      const active = keyring.active("data", tenant, records.length * fields.length);
      if (brought instanceof Promise || active instanceof Promise) {
        return Promise.all([brought, active]).then(([known, key]) =>
          encryptPage(records, fields, scope, key, known),
        );
      }
      return encryptPage(records, fields, scope, active, brought);
    },
  };
}

function encryptPage<T extends object>(
  records: readonly T[],
  fields: readonly string[],
  scope: ProtectionScope,
  active: ActiveKey,
  brought: Brought,
): T[] {
  const bound = fields.map((field) => associatedData("enc", active.kid, scope, field));
  try {
    return replaceFields(records, fields, scope, (value, field, index) => {
      if (brought.size > 0 && isEncrypted(value, field, scope, brought)) return value;
      const aad = bound[index] ?? associatedData("enc", active.kid, scope, field);
      return toToken("enc", active, value, aad);
    });
  } finally {
    forgetPlaintext();
  }
}

/** Only what opens here is a token of this field; what merely looks like one is a text like any other (EN-5). */
function isEncrypted(
  value: unknown,
  field: string,
  scope: ProtectionScope,
  brought: Brought,
): value is string {
  const token = parseToken(value);
  const key = token?.kind === "enc" ? brought.get(token.kid) : undefined;
  if (token === undefined || key === undefined) return false;
  return openToken(key, token, associatedData("enc", token.kid, scope, field)) !== undefined;
}

function broughtKeys(
  keyring: Keyring,
  tenant: string,
  records: readonly object[],
  fields: readonly string[],
): MaybePromise<Brought> {
  const kids = new Set<string>();
  for (const record of records) {
    for (const field of fields) {
      const token = parseToken(Reflect.get(record, field));
      if (token?.kind === "enc") kids.add(token.kid);
    }
  }
  const known = new Map([...kids].map((kid) => [kid, keyring.loaded(tenant, kid)]));
  const unknown = [...kids].filter((kid) => known.get(kid) === undefined);
  return unknown.length === 0 ? known : loadAll(keyring, tenant, unknown, known);
}

async function loadAll(
  keyring: Keyring,
  tenant: string,
  kids: readonly string[],
  known: Map<string, KeyObject | undefined>,
): Promise<Brought> {
  for (const kid of kids) known.set(kid, await keyring.load(tenant, kid));
  return known;
}
