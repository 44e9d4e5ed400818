import type { ProtectionScope, Sealer } from "@brain/core";
import { decryptFailed } from "./decrypt-failed.ts";
import type { Keyring } from "./keyring.ts";
import { forgetPlaintext } from "./plaintext.ts";
import { associatedData, openToken, parseToken, toToken } from "./token.ts";

/** A sealed record is no field's. */
const WHOLE = "";

/** Seals whole records for quarantine, as `sealed:v1:<kid>:<…>`. */
export function createSealer(keyring: Keyring): Sealer {
  return {
    async seal(record, scope) {
      const active = await keyring.active("data", scope.tenant ?? "", 1);
      try {
        return toToken("sealed", active, record, sealedData(active.kid, scope));
      } finally {
        forgetPlaintext();
      }
    },
    async open(sealed, scope) {
      const token = parseToken(sealed);
      if (token?.kind !== "sealed") throw decryptFailed();
      const tenant = scope.tenant ?? "";
      const key = keyring.loaded(tenant, token.kid) ?? (await keyring.load(tenant, token.kid));
      const opened = key && openToken(key, token, sealedData(token.kid, scope));
      if (opened === undefined) throw decryptFailed();
      return opened.value;
    },
  };
}

function sealedData(kid: string, scope: ProtectionScope): Buffer {
  return associatedData("sealed", kid, scope, WHOLE);
}
