import type { JsonSchema } from "@brain/core";
import { createCell, DECIMAL_DIGITS, DECIMAL_SCALE, type Cell } from "./cell.ts";
import { mismatch } from "./errors.ts";
import { kindOf, type Kind } from "./kind.ts";
import { toColumnNames } from "./names.ts";

/** A field of the records, and the column that takes it. */
export interface Column {
  readonly field: string;
  readonly name: string;
  readonly kind: Kind;
  readonly type: string;
  /** A name that every object inherits: only a record's own value counts. */
  readonly guarded: boolean;
  readonly cell: Cell;
}

/** What has to happen to the table first. */
export interface Change {
  readonly name: string;
  readonly type: string;
  /** The column's type so far; undefined: it is new. */
  readonly from: string | undefined;
}

const DECIMAL = `DECIMAL(${DECIMAL_DIGITS},${DECIMAL_SCALE})`;

const TYPES: Readonly<Record<Kind, string>> = {
  string: "VARCHAR",
  text: "VARCHAR",
  integer: "BIGINT",
  int64: "BIGINT",
  number: "DOUBLE",
  decimal: DECIMAL,
  boolean: "BOOLEAN",
  date: "DATE",
  timestamp: "TIMESTAMP",
  json: "JSON",
};

/**
 * The columns for records of `schema`, then those of `learnt` fields (unknown to the schema, of the kind that their values
 * show), in a table that has the columns `existing`, by name.
 *
 * @throws DestinationError `table_mismatch` when a column can neither hold its field nor be widened to.
 */
export function planColumns(
  table: string,
  schema: JsonSchema,
  learnt: ReadonlyMap<string, Kind>,
  existing: ReadonlyMap<string, string>,
): { readonly columns: readonly Column[]; readonly changes: readonly Change[] } {
  const kinds = new Map<string, Kind>();
  for (const [field, property] of Object.entries(schema.properties ?? {})) {
    kinds.set(field, kindOf(property));
  }
  for (const [field, kind] of learnt) if (!kinds.has(field)) kinds.set(field, kind);
  const names = toColumnNames([...kinds.keys()], existing.keys());
  const columns: Column[] = [];
  const changes: Change[] = [];
  for (const [field, kind] of kinds) {
    const name = names.get(field) ?? field;
    const from = existing.get(name);
    const type =
      typeFor(kind, from) ?? (learnt.has(field) ? (typeFor("text", from) ?? from) : from);
    if (type === undefined || (type === from && !holds(kind, type) && !learnt.has(field))) {
      throw mismatch(table, `column ${name} is ${from}, its field has ${kind} values`);
    }
    if (type !== from) changes.push({ name, type, from });
    columns.push(toColumn(field, name, kind, type));
  }
  return { columns, changes };
}

/** A column again, with a cell of its own. */
export function toColumn(field: string, name: string, kind: Kind, type: string): Column {
  const guarded = field in Object.prototype;
  return { field, name, kind, type, guarded, cell: createCell(kind, type) };
}

/** The type that a column of type `from` must have for values of `kind`; undefined when none would do. */
function typeFor(kind: Kind, from: string | undefined): string | undefined {
  if (from === undefined) return TYPES[kind];
  if (holds(kind, from)) return from;
  if (from === "BIGINT" && kind === "number") return "DOUBLE";
  const becomesText = kind === "string" || kind === "text" || kind === "decimal";
  const widens = from === "BIGINT" || from === "DOUBLE" || from === "BOOLEAN";
  return becomesText && widens ? "VARCHAR" : undefined;
}

function holds(kind: Kind, type: string): boolean {
  if (TYPES[kind] === type || type === "VARCHAR" || type === "JSON") return true;
  const whole = kind === "integer" || kind === "int64";
  return whole && (type === "DOUBLE" || type === DECIMAL);
}
