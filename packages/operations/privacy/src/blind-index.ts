import { createHmac, type KeyObject } from "node:crypto";
import type { ActiveKey } from "./active-keys.ts";
import { lengthPrefixed } from "./length-prefixed.ts";
import { normalised, type Normaliser } from "./normalise.ts";

/** 128 bits: two of 2^40 values are the same with a chance of 2^-49. */
const DIGEST_BYTES = 16;

/** What an index belongs to: equal values have equal indexes where all of this is equal. */
export interface IndexScope {
  readonly tenant: string;
  readonly index: string;
  readonly normaliser: Normaliser;
}

/** `bidx:v1:<kid>:<…>`, the same for the same value as long as the index key is. */
export function toBlindIndex(
  { kid, key }: ActiveKey,
  { tenant, index, normaliser }: IndexScope,
  value: unknown,
): string {
  const text = normalised(textOf(value), normaliser);
  const parts = [tenant, index, normaliser, exactBytes(text)];
  return `bidx:v1:${kid}:${digest(key, parts)}`;
}

/** Where a hash belongs: nothing outside of the field has the same one. */
export interface HashScope {
  readonly tenant: string;
  readonly source: string;
  readonly stream: string;
  readonly field: string;
}

/** `hash:v1:<kid>:<…>`. Six parts, where an index has four: one can never be the other. */
export function toHash(
  { kid, key }: ActiveKey,
  { tenant, source, stream, field }: HashScope,
  value: unknown,
): string {
  const parts = ["hash:v1", tenant, source, stream, field, exactBytes(textOf(value))];
  return `hash:v1:${kid}:${digest(key, parts)}`;
}

function digest(key: KeyObject, parts: readonly (string | Buffer)[]): string {
  const whole = createHmac("sha256", key).update(lengthPrefixed(parts)).digest();
  return whole.toString("base64url", 0, DIGEST_BYTES);
}

/** An id is the same whether a vendor sends it as number or text. */
function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) throw new TypeError("A value to be indexed is no JSON.");
  return text;
}

/** UTF-8, and lone surrogates as three bytes that no UTF-8 has: plain UTF-8 would make all of them equal. */
function exactBytes(text: string): string | Buffer {
  if (text.isWellFormed()) return text;
  const pieces = Array.from(text, (character) => {
    if (character.isWellFormed()) return Buffer.from(character);
    const unit = character.charCodeAt(0);
    return Buffer.from([0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)]);
  });
  return Buffer.concat(pieces);
}
