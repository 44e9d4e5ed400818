import type { KeyObject } from "node:crypto";
import type { ProtectionScope } from "@brain/core";
import type { Keyring } from "../keyring.ts";
import { forgetPlaintext } from "../plaintext.ts";
import { associatedData, openToken, parseToken, toToken, type Token } from "../token.ts";

/** Tokens within a text: a `map` may have put one into an object. */
const TOKENS = /enc:v1:[A-Za-z0-9_-]{1,64}:[A-Za-z0-9_-]+/g;

/** Gives texts with the tokens of some keys under the current one. */
export interface Reencryption {
  replace(texts: readonly string[], column: string): Promise<(string | undefined)[]>;
  /** By kid: tokens that opened in no field of the stream, and stay as they are. */
  readonly unopened: ReadonlyMap<string, number>;
}

/** `fields` are what values of the stream may be bound to; a column usually has its field's name. */
export function createReencryption(
  keyring: Keyring,
  kids: ReadonlySet<string>,
  scope: ProtectionScope,
  fields: readonly string[],
): Reencryption {
  const tenant = scope.tenant ?? "";
  const unopened = new Map<string, number>();

  const replaceToken = async (text: string, column: string): Promise<string> => {
    const token = parseToken(text);
    if (token === undefined || !kids.has(token.kid)) return text;
    const key = keyring.loaded(tenant, token.kid) ?? (await keyring.load(tenant, token.kid));
    const names = [column, ...fields.filter((field) => field !== column)];
    const opened = key && openIn(key, token, scope, names);
    if (opened === undefined) {
      unopened.set(token.kid, (unopened.get(token.kid) ?? 0) + 1);
      return text;
    }
    const active = await keyring.active("data", tenant, 1);
    const aad = associatedData("enc", active.kid, scope, opened.field);
    return toToken("enc", active, opened.value, aad);
  };

  return {
    unopened,
    async replace(texts, column) {
      const replaced: (string | undefined)[] = [];
      try {
        for (const text of texts) {
          let now = text;
          for (const [token] of text.matchAll(TOKENS)) {
            now = now.replace(token, await replaceToken(token, column));
          }
          replaced.push(now === text ? undefined : now);
        }
      } finally {
        forgetPlaintext();
      }
      return replaced;
    },
  };
}

function openIn(
  key: KeyObject,
  token: Token,
  scope: ProtectionScope,
  fields: readonly string[],
): { readonly field: string; readonly value: unknown } | undefined {
  for (const field of fields) {
    const opened = openToken(key, token, associatedData("enc", token.kid, scope, field));
    if (opened !== undefined) return { field, value: opened.value };
  }
  return undefined;
}
