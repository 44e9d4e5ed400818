import { kindOf, type Kind } from "./kind.ts";

/** Adds to `learnt` what the records show of fields outside the schema; @returns whether anything changed. */
export function learnFields(
  learnt: Map<string, Kind>,
  schemaFields: ReadonlySet<string>,
  records: readonly object[],
): boolean {
  let changed = false;
  for (const record of records) {
    for (const [field, value] of Object.entries(record)) {
      if (schemaFields.has(field) || value === null || value === undefined) continue;
      const shown = kindOfValue(value);
      const known = learnt.get(field);
      const kind = known === undefined ? shown : commonKind(known, shown);
      if (kind === known) continue;
      learnt.set(field, kind);
      changed = true;
    }
  }
  return changed;
}

function kindOfValue(value: unknown): Kind {
  if (typeof value === "number") return Number.isSafeInteger(value) ? "integer" : "number";
  if (typeof value === "object") return "json";
  return kindOf({ type: typeof value });
}

function commonKind(a: Kind, b: Kind): Kind {
  if (a === b) return a;
  const numbers = [a, b].every((kind) => kind === "integer" || kind === "number");
  return numbers ? "number" : "text";
}
