/** What the destination keeps of every row beside the record. */
export interface Bookkeeping {
  readonly batch: string;
  /** The record's number within its batch. */
  readonly position: number;
  readonly run: string;
  readonly pipeline: string;
  readonly flow: string;
  readonly stream: string;
  readonly partition: string;
  readonly generation: string;
  /** ISO-8601 UTC. */
  readonly loadedAt: string;
}

export interface Row {
  readonly record: object;
  readonly books: Bookkeeping;
}

/** Rows by their key, in the order in which the keys came; without a key each row is one of its own. */
export interface MemoryTable {
  readonly key: readonly string[];
  readonly rows: Map<string, Row>;
  /** Counts the rows that have no key. */
  added: number;
}

export function createTable(key: readonly string[]): MemoryTable {
  return { key, rows: new Map(), added: 0 };
}

/** Adds a row, or writes it over the one of the same key unless that has a newer `version`. */
export function putRow(table: MemoryTable, row: Row, version: string | undefined): void {
  if (table.key.length === 0) {
    table.rows.set(String(table.added++), row);
    return;
  }
  const key = keyOf(row.record, table.key);
  const stored = table.rows.get(key);
  const stays = stored !== undefined && version !== undefined && isNewer(stored, row, version);
  // The generation did bring this record, so its mark is set even where the newer values stay: a sweep must not take it.
  table.rows.set(key, stays ? { record: stored.record, books: row.books } : row);
}

/** Finds every row that equals `match` in the fields it names; where it names `version`, newer rows are left out. */
export function findRows(
  table: MemoryTable,
  match: object,
  version: string | undefined,
): readonly (readonly [string, Row])[] {
  const limit: unknown = version === undefined ? undefined : Reflect.get(match, version);
  const fields = Object.keys(match).filter((field) => limit === undefined || field !== version);
  const wanted = keyOf(match, fields);
  const fits = ({ record }: Row): boolean =>
    keyOf(record, fields) === wanted &&
    (limit === undefined ||
      version === undefined ||
      compare(Reflect.get(record, version), limit) <= 0);
  const isByKey =
    fields.length === table.key.length && fields.every((field) => table.key.includes(field));
  if (isByKey && fields.length > 0) {
    const key = keyOf(match, table.key);
    const row = table.rows.get(key);
    return row !== undefined && fits(row) ? [[key, row]] : [];
  }
  return [...table.rows].filter(([, row]) => fits(row));
}

/** Removes a flow's rows of one partition that `generation` did not bring. */
export function sweep(
  table: MemoryTable,
  of: Pick<Bookkeeping, "pipeline" | "flow" | "partition">,
  generation: string,
): void {
  for (const [key, { books }] of table.rows) {
    const isOf =
      books.pipeline === of.pipeline && books.flow === of.flow && books.partition === of.partition;
    if (isOf && books.generation !== generation) table.rows.delete(key);
  }
}

function keyOf(record: object, fields: readonly string[]): string {
  return JSON.stringify(fields.map((field): unknown => Reflect.get(record, field) ?? null));
}

function isNewer(a: Row, b: Row, field: string): boolean {
  return compare(Reflect.get(a.record, field), Reflect.get(b.record, field)) > 0;
}

/** Numbers by value, everything else as its text; nothing at all is oldest. */
function compare(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (a === null || a === undefined) return -1;
  if (b === null || b === undefined) return 1;
  if (typeof a === "number" && typeof b === "number") return a - b;
  return textOf(a) < textOf(b) ? -1 : 1;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
