import { createHash } from "node:crypto";

/** What Postgres allows too, so that a table can move there under the same names. */
const MAX_LENGTH = 63;
const SLUG_LENGTH = 40;
/** Enough to judge by; names from outside may have any length. */
const READ_LENGTH = 200;
/** Only names made here end so: no name from outside can take the place of a made one. */
const MADE = /_[0-9a-f]{16}$/;

interface NameRule {
  readonly plain: RegExp;
  isTaken(name: string): boolean;
}

/** A table's own name where it is plain lower case and free, else a made one that no other name gets. */
export function toTableName(text: string): string {
  return toName(text, { plain: /^[a-z_][a-z0-9_]*$/, isTaken: isOwnTable });
}

/** Tables of bookkeeping: never a user's. */
function isOwnTable(name: string): boolean {
  return name.startsWith("_brain_") || name === "_quarantine";
}

/** Columns of bookkeeping, and DuckDB's own `rowid`. */
const OWN_COLUMNS = new Set(["_batch", "_deleted_at", "_extra", "_n", "rowid"]);

/**
 * The column of each field, in order: the vendor's spelling where it is plain and free, else a made name.
 *
 * `existing` are the table's columns as they are spelled there: a column belongs to the field of exactly that spelling,
 * so that `Email` and `email` never change places between runs.
 */
export function toColumnNames(
  fields: readonly string[],
  existing: Iterable<string>,
): ReadonlyMap<string, string> {
  const spelled = new Map([...existing].map((name) => [name.toLowerCase(), name]));
  const names = new Map<string, string>();
  for (const field of fields) {
    const name = toName(field, {
      plain: /^[A-Za-z_][A-Za-z0-9_]*$/,
      isTaken: (text) =>
        OWN_COLUMNS.has(text.toLowerCase()) || (spelled.get(text.toLowerCase()) ?? text) !== text,
    });
    spelled.set(name.toLowerCase(), name);
    names.set(field, name);
  }
  return names;
}

function toName(text: string, { plain, isTaken }: NameRule): string {
  if (text.length <= MAX_LENGTH && plain.test(text) && !MADE.test(text) && !isTaken(text)) {
    return text;
  }
  const slug = text
    .slice(0, READ_LENGTH)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .slice(0, SLUG_LENGTH)
    .replace(/^_/, "");
  return `${/^[a-z]/.test(slug) ? slug : `_${slug}`}_${fingerprint(text)}`;
}

/** 16 hex digits of SHA-256; by way of JSON, since UTF-8 would make all lone surrogates equal. */
export function fingerprint(text: string): string {
  return createHash("sha256").update(JSON.stringify(text)).digest("hex").slice(0, 16);
}

/** An identifier as it stands in SQL. */
export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
