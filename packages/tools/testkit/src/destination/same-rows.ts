import { failed } from "../battery/check.ts";

/** @throws unless the rows are these and no others, in any order; a column that is null counts as none. */
export function expectRows(
  when: string,
  found: readonly object[],
  expected: readonly object[],
): void {
  const left = found.map(textOfRow);
  const missing = expected.map(textOfRow).filter((row) => {
    const at = left.indexOf(row);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  if (missing.length === 0 && left.length === 0) return;
  const shown = (rows: readonly string[]): string => rows[0]?.slice(0, 300) ?? "";
  const parts = [
    ...(missing.length === 0 ? [] : [`${missing.length} rows are missing, like ${shown(missing)}`]),
    ...(left.length === 0 ? [] : [`${left.length} are too many, like ${shown(left)}`]),
  ];
  throw failed(`${when}: ${parts.join("; ")}.`);
}

function textOfRow(row: object): string {
  const cells = Object.entries(row).flatMap(([column, value]): [string, string][] =>
    value === null || value === undefined ? [] : [[column, textOf(value)]],
  );
  return JSON.stringify(cells.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** A value as text that is the same whether a column keeps it as it is or as JSON. */
export function textOf(value: unknown): string {
  if (typeof value === "string") return /^[[{"]/.test(value) ? textOfJson(value) : value;
  return typeof value === "object" ? ordered(value) : String(value);
}

function textOfJson(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "string" ? value : ordered(value);
  } catch {
    return text;
  }
}

/** JSON whose fields stand in the order of their names. */
function ordered(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
