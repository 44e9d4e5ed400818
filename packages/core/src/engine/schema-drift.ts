import { limits } from "../limits.ts";
import type { SchemaDrift } from "../report.ts";
import type { JsonSchema } from "../schema.ts";
import type { OnInvalid } from "../validation.ts";
import { isOf, kindOf, kindsOf, propertyAt, valueAt } from "./json-kinds.ts";
import type { Invalid } from "./step.ts";

/** Compares what comes with what the stream's schema says (VA-2). */
export interface DriftWatch {
  /** Looks through one page: what of its fields is new, and what of its invalid records has changed its type or gone. */
  look(records: readonly object[], invalid: readonly Invalid[]): void;
}

/** `found` holds what this run has told already, and gets what is new: one entry per field, not per record. */
export function createDriftWatch(
  schema: JsonSchema,
  policies: { readonly unknown: SchemaDrift["policy"]; readonly invalid: OnInvalid },
  found: SchemaDrift[],
  tell: (drift: SchemaDrift) => void,
): DriftWatch {
  const known = new Set(Object.keys(schema.properties ?? {}));
  const told = new Set(found.map(({ field, change }) => `${change} ${field}`));
  const note = (drift: SchemaDrift): void => {
    const name = `${drift.change} ${drift.field}`;
    if (told.has(name) || found.length >= limits.driftFields) return;
    told.add(name);
    found.push(drift);
    tell(drift);
  };
  const noteAdded = (record: object): void => {
    for (const field in record) {
      if (known.has(field) || !Object.hasOwn(record, field)) continue;
      // What the schema does not know needs no second look.
      known.add(field);
      const to = kindOf(Reflect.get(record, field));
      note({ field, change: "added", to, policy: policies.unknown });
    }
  };
  const noteChanged = (record: object, path: readonly PropertyKey[]): void => {
    const field = path.map((part) => (typeof part === "number" ? "*" : String(part))).join(".");
    const kinds = kindsOf(propertyAt(schema, path));
    const value = valueAt(record, path);
    if (field === "" || kinds.size === 0) return;
    const from = [...kinds].join(" | ");
    const policy = policies.invalid;
    if (value === undefined) note({ field, change: "removed", from, policy });
    else if (!isOf(value, kinds)) {
      note({ field, change: "retyped", from, to: kindOf(value), policy });
    }
  };

  return {
    look(records, invalid) {
      // A schema that names no field describes a map, in which every name is as good as another.
      if (known.size > 0) for (const record of records) noteAdded(record);
      for (const { at, step, issues } of invalid) {
        const record = records[at];
        if (step !== SCHEMA_STEP || record === undefined) continue;
        for (const { path } of issues) noteChanged(record, path);
      }
    },
  };
}

/** The name of the step that checks records against their stream's own schema. */
export const SCHEMA_STEP = "schema";
