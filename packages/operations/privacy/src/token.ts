import type { KeyObject } from "node:crypto";
import { InvariantError, type Json, type ProtectionScope } from "@brain/core";
import { decryptBytes, encryptBytes, GCM_BYTES } from "./gcm.ts";
import type { ActiveKey } from "./active-keys.ts";
import { lengthPrefixed } from "./length-prefixed.ts";
import { HARD_STOP } from "./limits.ts";
import { fromPlaintext, toPlaintext } from "./plaintext.ts";

/** What a token hides: the value of a field, or a whole record on its way into quarantine. */
export type TokenKind = "enc" | "sealed";

const VERSION = "v1";
const TOKEN = /^(enc|sealed):v1:([A-Za-z0-9_-]{1,64}):([A-Za-z0-9_-]+)$/;

/** A text that looks like a token. */
export interface Token {
  readonly kind: TokenKind;
  readonly kid: string;
  /** nonce ‖ ciphertext ‖ tag. */
  readonly bytes: Buffer;
}

/** The token that a text looks like; whether it is one shows when it is opened. One text per token: stray bits are refused. */
export function parseToken(text: unknown): Token | undefined {
  const [, kind, kid, encoded] = typeof text === "string" ? (TOKEN.exec(text) ?? []) : [];
  if (kid === undefined || encoded === undefined) return undefined;
  const bytes = Buffer.from(encoded, "base64url");
  if (bytes.length < GCM_BYTES || bytes.toString("base64url") !== encoded) return undefined;
  return { kind: kind === "enc" ? "enc" : "sealed", kid, bytes };
}

/** What a value is bound to: it opens under this key, in this tenant, source, stream and field only. */
export function associatedData(
  kind: TokenKind,
  kid: string,
  { tenant = "", source, stream }: ProtectionScope,
  field: string,
): Buffer {
  // A field may have any name, so a sealed record is told apart by the version.
  const version = kind === "enc" ? VERSION : `${kind}:${VERSION}`;
  return lengthPrefixed([version, kid, tenant, source, stream, field]);
}

/** The value as a token. @throws InvariantError after 2^32 encryptions with one key. */
export function toToken(kind: TokenKind, active: ActiveKey, value: unknown, aad: Buffer): string {
  if (active.used >= HARD_STOP) {
    throw new InvariantError({
      code: "invariant",
      message: `The data key ${active.kid} has encrypted 2^32 values; it must not encrypt another one.`,
    });
  }
  active.used += 1;
  const bytes = encryptBytes(active.key, toPlaintext(value), aad);
  return `${kind}:${VERSION}:${active.kid}:${bytes.toString("base64url")}`;
}

/** The value in the token, as it came; undefined when it does not open. */
export function openToken(
  key: KeyObject,
  token: Token,
  aad: Buffer,
): { readonly value: Json } | undefined {
  const plain = decryptBytes(key, token.bytes, aad);
  if (plain === undefined) return undefined;
  const value = fromPlaintext(plain);
  plain.fill(0);
  return { value };
}
