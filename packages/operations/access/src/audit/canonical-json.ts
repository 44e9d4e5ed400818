import { InvariantError, type Json } from "@brain/core";

/**
 * The one text of a value by RFC 8785 (JSON Canonicalization Scheme): no whitespace, keys by their UTF-16 units, numbers as
 * ECMAScript writes them.
 *
 * @throws InvariantError `invariant` for what the RFC cannot write: numbers that are not finite, lone surrogates.
 * @see https://www.rfc-editor.org/rfc/rfc8785 (read 2026-11-24)
 */
export function canonicalJson(value: Json): string {
  if (typeof value === "string") return canonicalText(value);
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw notCanonical(`the number ${value}`);
  }
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`;
  // `toSorted` compares UTF-16 units, as the RFC does.
  const members = Object.keys(value)
    .toSorted()
    .map((key) => `${canonicalText(key)}:${canonicalJson(value[key] ?? null)}`);
  return `{${members.join(",")}}`;
}

function canonicalText(text: string): string {
  if (!text.isWellFormed()) throw notCanonical("a lone surrogate");
  return JSON.stringify(text);
}

/** `Array.isArray` does not narrow a readonly array away. */
function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}

function notCanonical(what: string): InvariantError {
  return new InvariantError({
    code: "invariant",
    message: `Canonical JSON cannot be written: ${what} has no form in RFC 8785.`,
    hint: "Give text or a finite number in its place.",
  });
}
