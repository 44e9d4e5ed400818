import type { Severity } from "../dataset-rule.ts";
import { suggest } from "../suggest.ts";
import type { CompiledRule } from "./compiled-rule.ts";
import type { Words } from "./messages.ts";

/** What is known while a rule set is read, and what was found wrong with it. */
export interface Reading {
  readonly words: Words;
  readonly severity: Severity;
  /** The fields that records have, where that is known at run time. */
  readonly known: ReadonlySet<string> | undefined;
  /** Each begins with the place in the set. */
  readonly problems: string[];
}

/** A rule without its test. */
export function toRule(
  reading: Reading,
  name: string,
  {
    field,
    code,
    message,
  }: { readonly field?: string | undefined; readonly code: string; readonly message: string },
  severity: unknown = reading.severity,
): CompiledRule {
  if (severity !== "error" && severity !== "warn") {
    reading.problems.push(`${name}: the severity is "error" or "warn"`);
  }
  const path = Object.freeze(field === undefined ? [] : [field]);
  return {
    name,
    path,
    code,
    severity: severity === "warn" ? "warn" : "error",
    issue: Object.freeze({ path, code, message, rule: name }),
  };
}

/** Whether a field of a rule can be in a record at all. */
export function checkField(reading: Reading, name: string, field: unknown): field is string {
  if (typeof field !== "string") {
    reading.problems.push(`${name}: is no name of a field`);
    return false;
  }
  if (reading.known !== undefined && !reading.known.has(field)) {
    reading.problems.push(
      `${name}: records have no field "${field}"${meant(field, reading.known)}`,
    );
  }
  return true;
}

/** Whether something of the set is an object, with known keys alone. */
export function checkKeys(
  reading: Reading,
  name: string,
  value: unknown,
  known: readonly string[],
): value is Readonly<Record<string, unknown>> {
  if (!isObject(value)) {
    reading.problems.push(`${name === "" ? "the set" : name}: is no object`);
    return false;
  }
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) {
      reading.problems.push(`${placeOf(name, key)}: is not known${meant(key, known)}`);
    }
  }
  return true;
}

/** A part of the set that is an object by field, as its entries. */
export function entriesOf(reading: Reading, name: string, value: unknown): [string, unknown][] {
  if (value === undefined) return [];
  if (!isObject(value)) {
    reading.problems.push(`${name}: is no object`);
    return [];
  }
  return Object.entries(value).filter(([, rule]) => rule !== undefined);
}

/** A part of the set that is a list. */
export function itemsOf(reading: Reading, name: string, value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  reading.problems.push(`${name}: is no list`);
  return [];
}

/** A name's place in the set, as problems and rules name it. */
function placeOf(name: string, key: string): string {
  return name === "" ? key : `${name}.${key}`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function meant(name: string, known: Iterable<string>): string {
  const found = suggest(name, known);
  return found === undefined ? "" : ` (did you mean "${found}"?)`;
}
