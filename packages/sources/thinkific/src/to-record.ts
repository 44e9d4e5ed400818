const ID = /^(?:id|.+_id)$/;
const IDS = /_ids$/;
const INSTANT = /_at$|^expiry_date$/;
const WITH_OFFSET = /^\d{4}-\d\d-\d\dT[\d:.]+[+-]\d\d:?\d\d$/;

/** Ids as text, lists of them too, and instants in UTC, at every depth; all else stays as Thinkific sent it. */
export function toRecord(raw: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [name, toValue(name, value)]),
  );
}

function toValue(name: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => toValue(IDS.test(name) ? "id" : "", one));
  if (typeof value === "object" && value !== null) return toRecord(value);
  if (typeof value === "number" && ID.test(name)) return String(value);
  if (typeof value === "string" && INSTANT.test(name) && WITH_OFFSET.test(value)) {
    const at = Date.parse(value);
    return Number.isNaN(at) ? value : new Date(at).toISOString();
  }
  return value;
}
