import type { Guard, ProtectionScope, Some } from "@brain/core";
import { decryptFailed } from "./decrypt-failed.ts";
import type { Keyring } from "./keyring.ts";
import { associatedData, openToken, parseToken } from "./token.ts";

/** A record with the fields as the stream has them. */
export type Opened<R, T, F extends keyof T> = Omit<R, F> & Pick<T, F>;

/** The records with the fields as they were before `encrypt`, if the guard allows it. */
export function decryptRecords<
  R extends object,
  T extends object,
  F extends keyof R & keyof T & string,
>(
  keyring: Keyring,
  guard: Guard,
  records: readonly R[],
  fields: readonly F[],
  scope: ProtectionScope,
): Promise<Opened<R, T, F>[]> {
  const act = {
    action: "decrypt",
    resource: `stream:${scope.source}.${scope.stream}`,
    detail: { fields, records: records.length, tenant: scope.tenant ?? null },
  };
  return guard(act, async () => {
    const opened: Opened<R, T, F>[] = [];
    for (const record of records) {
      const copy: Record<string, Some> = { ...record };
      for (const field of fields) {
        if (!Object.hasOwn(copy, field)) continue;
        const value: unknown = copy[field];
        if (value === null || value === undefined) continue;
        copy[field] = await openField(keyring, value, field, scope);
      }
      // What `encrypt` bound to these fields of the stream is what the stream's type says of them.
      opened.push(copy as Opened<R, T, F>);
    }
    return opened;
  });
}

async function openField(
  keyring: Keyring,
  value: unknown,
  field: string,
  scope: ProtectionScope,
): Promise<unknown> {
  const token = parseToken(value);
  if (token?.kind !== "enc") throw decryptFailed();
  const tenant = scope.tenant ?? "";
  const key = keyring.loaded(tenant, token.kid) ?? (await keyring.load(tenant, token.kid));
  const opened = key && openToken(key, token, associatedData("enc", token.kid, scope, field));
  if (opened === undefined) throw decryptFailed();
  return opened.value;
}
