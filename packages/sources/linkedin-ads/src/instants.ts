/** Epoch milliseconds as an instant; anything else as it is, for the schema to judge. */
export function toInstant(value: unknown): unknown {
  if (typeof value !== "number") return value;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? value : date.toISOString();
}

/** The record with these fields as instants; `runSchedule.start` is a field of a field. */
export function withInstants(raw: object, names: readonly string[]): Record<string, unknown> {
  const record: Record<string, unknown> = { ...raw };
  for (const name of names) {
    const [outer = name, inner] = name.split(".");
    const value = record[outer];
    if (value === undefined) continue;
    if (inner === undefined) record[outer] = toInstant(value);
    else if (typeof value === "object" && value !== null && inner in value) {
      record[outer] = withInstants(value, [inner]);
    }
  }
  return record;
}

/** The record with its two audit stamps unpacked, as the other kinds of records have them. */
export function withStamps(raw: object): Record<string, unknown> {
  const { changeAuditStamps, ...record }: Record<string, unknown> = { ...raw };
  const timeOf = (name: string): unknown =>
    Reflect.get(Object(Reflect.get(Object(changeAuditStamps), name)), "time");
  const [created, lastModified] = [timeOf("created"), timeOf("lastModified")];
  return {
    ...record,
    ...(created === undefined ? {} : { created }),
    ...(lastModified === undefined ? {} : { lastModified }),
  };
}

/** Numbers that name something are text. */
export function withTextId(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { id } = record;
  return typeof id === "number" ? { ...record, id: String(id) } : { ...record };
}
