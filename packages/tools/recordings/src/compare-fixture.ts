import { isDeepStrictEqual } from "node:util";
import { differenceOf } from "./compare-value.ts";
import type { Loaded } from "./load.ts";
import type { Fixture } from "./fixture.ts";

type Row = Readonly<Record<string, unknown>>;

/**
 * Compares a loaded table with what a fixture expects: the number of rows, their keys, and of each expected record the
 * listed fields, in a column or, where no column has the name, in the JSON of unknown fields.
 *
 * @returns in a few words what was compared.
 */
export function compareFixture(
  { rows, types }: Pick<Loaded, "rows" | "types">,
  { count, keys, records }: Pick<Fixture["expect"], "count" | "keys" | "records">,
  due: Readonly<Record<string, string>>,
): string {
  if (count !== undefined && rows.length !== count) {
    throw new Error(`${rows.length} rows were loaded, not ${count}`);
  }
  for (const [field, type] of Object.entries(due)) {
    const found = types[columnOf(field, types) ?? ""];
    if (found !== type) throw new Error(`column ${field} is ${found}, not ${type}`);
  }
  const ids = rows.map((row) => String(row["id"])).toSorted();
  if (keys !== undefined && !isDeepStrictEqual(ids, keys.toSorted())) {
    throw new Error(`the keys are ${ids.join(", ")}`);
  }
  for (const record of records) {
    const nearest = rows
      .map((row) => differences(record, row, types))
      .toSorted((one, other) => one.length - other.length)[0];
    if (nearest === undefined || nearest.length > 0) {
      throw new Error(`no row is ${JSON.stringify(record)}: ${nearest?.join("; ")}`);
    }
  }
  return `${rows.length} rows, ${records.length} compared in full`;
}

function differences(record: Row, row: Row, types: Readonly<Record<string, string>>): string[] {
  const extra: unknown = typeof row["_extra"] === "string" ? JSON.parse(row["_extra"]) : {};
  return Object.entries(record).flatMap(([field, value]) => {
    const column = columnOf(field, types);
    const type = types[column ?? ""];
    if (column === undefined || type === undefined) {
      const given: unknown = Reflect.get(Object(extra), field);
      return isDeepStrictEqual(given, value) ? [] : [`${field} is ${JSON.stringify(given)}`];
    }
    return differenceOf(field, type, withZone(value, type), row[column]) ?? [];
  });
}

/** An instant with an offset is the same one in UTC. */
function withZone(value: unknown, type: string): unknown {
  return type.startsWith("TIMESTAMP") && typeof value === "string"
    ? new Date(value).toISOString()
    : value;
}

/** DuckDB's column of a field: `$` is no letter of a name there, so that one is made of the rest. */
function columnOf(field: string, types: Readonly<Record<string, string>>): string | undefined {
  if (Object.hasOwn(types, field)) return field;
  const made = new RegExp(`^_?${field.replaceAll(/\W+/g, "")}_[0-9a-f]{16}$`);
  return Object.keys(types).find((column) => made.test(column));
}
