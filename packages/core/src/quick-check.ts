import type { $ZodObjectDef, $ZodType, $ZodTypes } from "zod/v4/core";

/** True only of a value that the schema takes, and gives back as it is; of any other it says nothing. */
type Test = (value: unknown) => boolean;

const DATE_FORMATS = new Set(["datetime", "date"]);

/**
 * A test of records by a zod schema that makes nothing on its way: zod makes two objects for each field, which costs more
 * than all else that is done to a record. What it does not let pass is for zod to judge.
 *
 * `keepsUnknown`: fields that an object's schema would strip are kept, so they stand in no record's way.
 */
export function quickCheck(schema: object, keepsUnknown: boolean): Test | undefined {
  if (!("_zod" in schema)) return undefined;
  // By this very property zod's own functions know its schemas.
  const { def } = insideOf(schema as $ZodType);
  return def.type === "object" && isBare(def) ? objectTest(def, keepsUnknown) : undefined;
}

function testOf(schema: $ZodType): Test {
  const { def } = insideOf(schema);
  if (!isBare(def)) return asked(schema);
  switch (def.type) {
    case "string":
      return stringTest(def) ?? asked(schema);
    case "number":
      return numberTest(def) ?? asked(schema);
    case "boolean":
      return (value) => typeof value === "boolean";
    case "unknown":
      return () => true;
    case "nullable": {
      const inner = testOf(def.innerType);
      return (value) => value === null || inner(value);
    }
    case "array": {
      const element = testOf(def.element);
      return (value) => Array.isArray(value) && value.every(element);
    }
    case "object": {
      // Made when it is needed: a schema may hold itself.
      let test: Test | undefined;
      return (value) => (test ??= objectTest(def, false))(value);
    }
    default:
      return asked(schema);
  }
}

/** What zod's documentation gives authors of libraries; of the union of all kinds, one that is newer is none of the cases above. */
function insideOf(schema: $ZodType): $ZodTypes["_zod"] {
  const { _zod: inside } = schema as $ZodTypes;
  return inside;
}

/** Nothing but what the type says: neither refinements nor a conversion. */
function isBare(def: { readonly checks?: readonly unknown[] | undefined }): boolean {
  return (def.checks ?? []).length === 0 && Reflect.get(def, "coerce") !== true;
}

/** The schema itself: true when it gives back the very value, as of primitives all but a conversion do. */
function asked(schema: $ZodType): Test {
  const { validate } = schema["~standard"];
  let isLate = false;
  return (value) => {
    if (isLate) return false;
    const result = validate(value);
    if (result instanceof Promise) {
      // zod alone waits for it, and tells when a refinement throws; asking both would do everything twice.
      isLate = true;
      result.catch(() => undefined);
      return false;
    }
    return "value" in result && result.value === value;
  };
}

function stringTest(def: object): Test | undefined {
  const format: unknown = Reflect.get(def, "format");
  if (format === undefined) return (value) => typeof value === "string";
  const pattern: unknown = Reflect.get(def, "pattern");
  const known = DATE_FORMATS.has(String(format)) && pattern instanceof RegExp && !pattern.global;
  return known ? (value) => typeof value === "string" && pattern.test(value) : undefined;
}

function numberTest(def: object): Test | undefined {
  const format: unknown = Reflect.get(def, "format");
  if (format === undefined) return Number.isFinite;
  return format === "safeint" ? Number.isSafeInteger : undefined;
}

/** Fields that the schema does not name are taken as they are, or are for zod to judge. */
function objectTest(def: $ZodObjectDef, keepsUnknown: boolean): Test {
  const fields = Object.entries(def.shape).map(([key, schema]) => ({ key, ...fieldOf(schema) }));
  const open =
    def.catchall === undefined ? keepsUnknown : insideOf(def.catchall).def.type === "unknown";
  return (value) => {
    if (!isPlain(value)) return false;
    for (const { key, optional, test } of fields) {
      const item = value[key];
      if (item === undefined ? !optional : !test(item)) return false;
    }
    if (!open) for (const key in value) if (!Object.hasOwn(def.shape, key)) return false;
    return true;
  };
}

/** A field that may be absent, or undefined; under `exactOptional`, which allows only the first, zod is asked. */
function fieldOf(schema: $ZodType): { readonly optional: boolean; readonly test: Test } {
  const { def, traits } = insideOf(schema);
  return def.type === "optional" && isBare(def) && !traits.has("$ZodExactOptional")
    ? { optional: true, test: testOf(def.innerType) }
    : { optional: false, test: testOf(schema) };
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
