/** Reads a field of a record; one that every object inherits (`constructor`) counts only as the record's own. */
export function fieldReader(field: string): (record: object) => unknown {
  return field in Object.prototype
    ? (record) => (Object.hasOwn(record, field) ? Reflect.get(record, field) : undefined)
    : (record) => (record as Readonly<Record<string, unknown>>)[field]; // Any field of an object may be asked for.
}
