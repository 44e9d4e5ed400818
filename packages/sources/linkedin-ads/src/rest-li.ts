/**
 * Rest.li 2.0: brackets, commas and colons are syntax and stay as they are, those within values are percent-encoded.
 * URLSearchParams would encode both.
 *
 * @see https://learn.microsoft.com/en-us/linkedin/shared/api-guide/concepts/protocol-version (read 2026-11-24)
 */

/** A value, such as a URN. */
export function encoded(value: string): string {
  return encodeURIComponent(value).replace(/[()'!*]/g, (character) => `%${hex(character)}`);
}

/** `List(a,b)` of values. */
export function list(values: readonly string[]): string {
  return `List(${values.map(encoded).join(",")})`;
}

/** `(name:part,…)`; the parts are encoded already. */
export function fields(parts: Readonly<Record<string, string | number>>): string {
  const texts = Object.entries(parts).map(([name, part]) => `${name}:${part}`);
  return `(${texts.join(",")})`;
}

/** The URN of an account, campaign or conversion by its number. */
export function urn(type: "sponsoredAccount" | "sponsoredCampaign", id: string): string {
  return `urn:li:${type}:${id}`;
}

/** The last part of a URN. */
export function idOf(urnText: string): string {
  return urnText.slice(urnText.lastIndexOf(":") + 1);
}

function hex(character: string): string {
  return character.charCodeAt(0).toString(16).toUpperCase();
}
