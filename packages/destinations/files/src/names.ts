import { createHash } from "node:crypto";

const MAX_LENGTH = 63;
const SLUG_LENGTH = 40;
/** Enough to judge by; names from outside may have any length. */
const READ_LENGTH = 200;
/** Only names made here end so: no name from outside can take the place of a made one. */
const MADE = /_[0-9a-f]{16}$/;
const PLAIN = /^[a-z][a-z0-9_]*$/;

/**
 * A file's name for a table, flow or pipeline: its own where that is plain lower case, else a made one that no other name
 * gets. Never a path, never one of ours, which begin with `_`.
 */
export function toFileName(text: string): string {
  if (text.length <= MAX_LENGTH && PLAIN.test(text) && !MADE.test(text)) return text;
  const slug = text
    .slice(0, READ_LENGTH)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .slice(0, SLUG_LENGTH)
    .replace(/^_/, "");
  return `${/^[a-z]/.test(slug) ? slug : `x${slug}`}_${fingerprint(text)}`;
}

/** 16 hex digits of SHA-256; by way of JSON, since UTF-8 would make all lone surrogates equal. */
export function fingerprint(text: string): string {
  return createHash("sha256").update(JSON.stringify(text)).digest("hex").slice(0, 16);
}
