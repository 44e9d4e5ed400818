import type { Defect } from "./defect.ts";

const core = "packages/core/src";
const engine = `${core}/engine`;
const rules = `${core}/rules`;
const duckdb = "packages/destinations/duckdb/src";

/** What becomes of records that are not as expected, and values that must not change (VA-1 to VA-6). */
export const validationDefects: readonly Defect[] = [
  {
    clause: "VA-1",
    name: "the ratio of invalid records counts from the first",
    file: `${engine}/invalid-limit.ts`,
    find: "records >= limits.invalidRatioFrom && ",
    put: "",
  },
  {
    clause: "VA-1",
    name: "one invalid record too many is let pass",
    file: `${engine}/invalid-limit.ts`,
    find: "if (bad <= count && !overRatio) return;",
    put: "if (bad <= count + 1 && !overRatio) return;",
  },
  {
    clause: "VA-1",
    name: "quarantine holds personal fields in clear",
    file: `${engine}/quarantine.ts`,
    find: "record: maskFields(json, fields), protection",
    put: "record: json, protection",
  },
  {
    clause: "VA-1",
    name: "quarantine keeps the first issue only",
    file: `${engine}/quarantine.ts`,
    find: "      issues,\n      ...(await",
    put: "      issues: issues.slice(0, 1),\n      ...(await",
  },
  {
    clause: "VA-2",
    name: "a field that the schema does not know is no error under fail",
    file: `${engine}/unknown-fields.ts`,
    find: `if (spec.options.unknownFields !== "fail") return [];`,
    put: `if (spec.options.unknownFields !== "ignore") return [];`,
  },
  {
    clause: "VA-2",
    name: "a drift is told for every record",
    file: `${engine}/schema-drift.ts`,
    find: "if (told.has(name) || ",
    put: "if (",
  },
  {
    clause: "VA-3",
    name: "numbers kept as digits are compared as the machine's",
    file: `${rules}/decimal.ts`,
    find: "if (isExact(left) && isExact(right)) return",
    put: "if (isDecimal(left) && isDecimal(right)) return",
  },
  {
    clause: "VA-3",
    name: "what every object inherits is a field of a record",
    file: `${rules}/field-reader.ts`,
    find: "Object.hasOwn(record, field) ? Reflect.get(record, field) : undefined",
    put: "Reflect.get(record, field)",
  },
  {
    clause: "VA-3",
    name: "integers beyond 2^53 are rounded",
    file: "packages/http/src/decode/parse-json.ts",
    find: "mayHoldLongNumber(text) ? quoteLongNumbers(text) : text, text, secrets",
    put: "text, text, secrets",
  },
  {
    clause: "VA-4",
    name: "an offset counts the other way round",
    file: `${rules}/instant.ts`,
    find: "return (sign === 43 ? 1 : -1)",
    put: "return (sign === 43 ? -1 : 1)",
  },
  {
    clause: "VA-5",
    name: "a column bears whatever name a vendor gives it",
    file: `${duckdb}/names.ts`,
    find: "/^[A-Za-z_][A-Za-z0-9_]*$/",
    put: '/^[^"]*$/',
  },
  {
    clause: "VA-5",
    name: "a table's name may be a path",
    file: "packages/destinations/files/src/names.ts",
    find: "const PLAIN = /^[a-z][a-z0-9_]*$/;",
    put: "const PLAIN = /^[a-z./][a-z0-9_./]*$/;",
  },
  {
    clause: "VA-5",
    name: "a spreadsheet runs a text of a CSV file",
    file: "packages/tools/cli/src/format/csv.ts",
    find: "const RISKY = /^[=+\\-@\\t\\r\\n\\0]/;",
    put: "const RISKY = /^[=+\\-\\t\\r\\n\\0]/;",
  },
  {
    clause: "VA-6",
    name: "JSON may be nested without end",
    file: "packages/http/src/limits.ts",
    find: "export const MAX_JSON_DEPTH = 128;",
    put: "export const MAX_JSON_DEPTH = 1_280;",
  },
  {
    clause: "VA-6",
    name: "a pattern is asked of a text of any length",
    file: `${rules}/read-constraints.ts`,
    find: "value.length > PATTERN_TEXT;",
    put: "value.length > PATTERN_TEXT * 1_000;",
  },
];
