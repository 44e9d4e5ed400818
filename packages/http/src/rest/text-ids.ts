/** A copy of a record with the ids of these names as text; what is no number stays as it is. */
export function withTextIds(raw: object, names: readonly string[]): Record<string, unknown> {
  const record: Record<string, unknown> = { ...raw };
  for (const name of names) {
    if (typeof record[name] === "number") record[name] = String(record[name]);
  }
  return record;
}
