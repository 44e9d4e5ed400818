const ID = /^(?:id|.+_id)$/;
const INSTANT = /_at$/;
const WITH_ZONE = /^\d{4}-\d\d-\d\dT[\d:.]+[+-]\d\d:?\d\d$/;

/**
 * Ids as text and instants in UTC, at every depth; all else stays as Teachable sent it.
 */
export function toRecord(raw: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [name, toValue(name, value)]),
  );
}

function toValue(name: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => toValue("", one));
  if (typeof value === "object" && value !== null) return toRecord(value);
  if (typeof value === "number" && ID.test(name)) return String(value);
  if (typeof value === "string" && INSTANT.test(name) && WITH_ZONE.test(value)) return inUtc(value);
  return value;
}

function inUtc(text: string): string {
  const at = Date.parse(text);
  return Number.isNaN(at) ? text : new Date(at).toISOString();
}

/** An id as it stands in addresses and checkpoints; undefined: it is none. */
export function idOf(raw: object, name = "id"): string | undefined {
  const id: unknown = Reflect.get(raw, name);
  return typeof id === "number" || (typeof id === "string" && id !== "") ? String(id) : undefined;
}

/** Epoch milliseconds of an instant; undefined: there is none. */
export function instantOf(raw: object, name: string): number | undefined {
  const value: unknown = Reflect.get(raw, name);
  if (typeof value !== "string") return undefined;
  // Teachable writes UTC: without a zone, too, it is not the machine's.
  const at = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(value) ? value : `${value}Z`);
  return Number.isNaN(at) ? undefined : at;
}

/** Teachable's instants have no fraction. */
export function isoSecond(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, "Z");
}
