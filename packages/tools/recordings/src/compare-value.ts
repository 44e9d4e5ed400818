/** Our own ids and references are text, whatever other connectors make of them (the vendor's are 64-bit). */
const IDENTIFIER = /id$/i;

/** Why a value in a column is not the expected one; undefined when it is. `actual` is as DuckDB gives it in JSON. */
export function differenceOf(
  column: string,
  type: string,
  expected: unknown,
  actual: unknown,
): string | undefined {
  return isSame(column, type, expected ?? null, actual ?? null)
    ? undefined
    : `${column} is ${JSON.stringify(actual)} (${type}), not ${JSON.stringify(expected)}`;
}

function isSame(column: string, type: string, expected: unknown, actual: unknown): boolean {
  if (expected === null || actual === null) return expected === actual;
  if (typeof expected === "number") {
    if (type === "VARCHAR") return IDENTIFIER.test(column) && actual === String(expected);
    return /^(BIGINT|DOUBLE|DECIMAL)/.test(type) && Number(actual) === expected;
  }
  if (typeof expected === "boolean") return type === "BOOLEAN" && actual === expected;
  if (typeof expected !== "string") {
    const parsed: unknown = typeof actual === "string" ? JSON.parse(actual) : actual;
    return JSON.stringify(parsed) === JSON.stringify(expected);
  }
  if (typeof actual !== "string") return false;
  return type.startsWith("TIMESTAMP")
    ? instantOf(actual) === instantOf(expected)
    : actual === expected;
}

/** Epoch milliseconds of `2021-01-13T10:30:42.221000+00:00`, `…Z` or DuckDB's `2021-01-13 10:30:42.221`. */
function instantOf(text: string): number {
  const iso = text.replace(" ", "T").replace(/\+00(:00)?$/, "Z");
  return Date.parse(iso.endsWith("Z") ? iso : `${iso}Z`);
}
