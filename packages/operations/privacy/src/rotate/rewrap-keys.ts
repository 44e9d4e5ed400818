import { unguarded, type Guard } from "@brain/core";
import type { Keyring } from "../keyring.ts";

/**
 * Wraps every key anew with the keyring's current key-encryption key, after that one changed; no data is touched. Gives the
 * number of keys that were wrapped anew; running again goes on where it stopped.
 *
 * @throws PermissionError `access_denied`: the act is `rotate_keys`.
 */
export function rewrapKeys(
  keyring: Keyring,
  {
    guard = unguarded,
    tenant,
  }: { readonly guard?: Guard | undefined; readonly tenant?: string | undefined } = {},
): Promise<number> {
  const act = { action: "rotate_keys", resource: "keys", detail: { tenant: tenant ?? null } };
  return guard(act, async () => {
    let wrapped = 0;
    for await (const { tenant: owner, kid, state } of keyring.list(tenant)) {
      if (state !== "destroyed" && (await keyring.rewrap(owner, kid))) wrapped += 1;
    }
    return wrapped;
  });
}
