import { UNPARSED, type RecordPlan } from "./record-plan.ts";

/** An object as HubSpot sends it. Every property's value is text or null, whatever its type. */
export interface RawObject {
  readonly id: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly archived?: boolean | undefined;
  readonly archivedAt?: string | undefined;
  readonly properties?: Record<string, unknown> | undefined;
  readonly propertiesWithHistory?: unknown;
}

export type CrmRecord = Record<string, unknown>;

const TRANSPORT = new Set(["properties", "propertiesWithHistory", "associations"]);

/**
 * The record of what HubSpot sent: its properties, each turned into its type, and its own fields beside them.
 *
 * The object that holds the properties becomes the record: most values are text and stay where they are, and copying
 * hundreds of them would cost more than converting the others. `onUnparsed` is told the names of values that are none
 * of their type; those are null, and what was sent stands in `unparsed_values`.
 */
export function toRecord(
  raw: RawObject,
  plan: RecordPlan,
  onUnparsed: (property: string) => void,
): CrmRecord {
  const record = raw.properties ?? {};
  const { texts, typed, renamed, absent } = plan;
  for (let index = 0; index < texts.length; index++) {
    const name = texts[index] ?? "";
    const value = record[name];
    if (value === "" || value === undefined) record[name] = null;
  }
  let unparsed: Record<string, string> | undefined;
  for (let index = 0; index < typed.length; index++) {
    const property = typed[index];
    if (property === undefined) continue;
    const { name, convert } = property;
    const value = record[name];
    if (value === null) continue;
    if (typeof value !== "string" || value === "") {
      // A value that is no text is the vendor's own change: the schema judges it as it is.
      if (value === undefined || value === "") record[name] = null;
      continue;
    }
    const converted = convert(value);
    if (converted === undefined) {
      unparsed ??= {};
      unparsed[name] = value;
      onUnparsed(name);
      record[name] = null;
    } else record[name] = converted;
  }
  for (const { name, field } of renamed) {
    record[field] = record[name];
    delete record[name];
  }
  for (let index = 0; index < absent.length; index++) record[absent[index] ?? ""] = null;
  for (const name in raw) if (!TRANSPORT.has(name)) record[name] = Reflect.get(raw, name);
  if (unparsed !== undefined) record[UNPARSED] = unparsed;
  return record;
}
