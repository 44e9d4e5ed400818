import type { StandardSchemaV1 } from "@standard-schema/spec";
import { quickCheck } from "./quick-check.ts";
import { outputJsonSchema, type Schema } from "./schema.ts";
import type { Issue } from "./validation.ts";

/** What comes of one record. */
export type Checked<T extends object> =
  | {
      readonly value: T;
      readonly issues?: undefined;
      /** What is odd about it. */
      readonly warnings?: readonly Issue[] | undefined;
    }
  | { readonly value?: undefined; readonly issues: readonly Issue[] };

export type RecordCheck<T extends object> = (record: object) => Checked<T> | Promise<Checked<T>>;

/**
 * The check of one record by a schema, as a plain function. Of a stream's own records the fields that the schema does not
 * know are kept, also where the schema library would strip them: they belong to the vendor's record.
 */
export function recordCheck<T extends object>(
  schema: Schema<T>,
  unknownFields: "keep" | "strip" = "keep",
): RecordCheck<T> {
  const { validate } = schema["~standard"];
  const isFine = quickCheck(schema, unknownFields === "keep");
  const strips =
    unknownFields === "keep" && outputJsonSchema(schema).additionalProperties === false;
  const toChecked = (record: object, result: StandardSchemaV1.Result<T>): Checked<T> => {
    if (result.issues !== undefined) return { issues: result.issues.map(toIssue) };
    if (strips && result.value !== record) keepUnknown(record, result.value);
    return { value: result.value };
  };
  return (record) => {
    // A copy, as the library gives one: a step that changes its row must not change what quarantine would keep. What the
    // schema takes as it is, is a T.
    if (isFine?.(record) === true) return { value: { ...record } as T };
    const result = validate(record);
    return result instanceof Promise
      ? result.then((settled) => toChecked(record, settled))
      : toChecked(record, result);
  };
}

function keepUnknown(record: object, value: object): void {
  // Not over Object.keys, which makes a list for each record.
  for (const name in record) {
    if (Object.hasOwn(value, name) || !Object.hasOwn(record, name)) continue;
    // Not by assignment: a vendor's field may be called `__proto__`.
    Object.defineProperty(value, name, {
      value: Reflect.get(record, name),
      configurable: true,
      enumerable: true,
      writable: true,
    });
  }
}

/** The value is never part of an issue; libraries put at most the expected type into the message. */
function toIssue(issue: StandardSchemaV1.Issue): Issue {
  const code: unknown = Reflect.get(issue, "code");
  return {
    path: (issue.path ?? []).map((part) => (typeof part === "object" ? part.key : part)),
    code: typeof code === "string" ? code : "invalid",
    message: issue.message,
  };
}
