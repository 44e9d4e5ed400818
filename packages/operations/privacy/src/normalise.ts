/**
 * What is done to a value before it is indexed; part of the index, so that a better one gets a new name. `email@1`: trimmed,
 * NFC, lower case.
 */
export type Normaliser = "none" | "email@1";

/** The value as its index sees it. */
export function normalised(text: string, normaliser: Normaliser): string {
  return normaliser === "email@1" ? text.trim().normalize("NFC").toLowerCase() : text;
}
