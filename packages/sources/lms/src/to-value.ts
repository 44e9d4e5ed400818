import { createLocalTime } from "@brain/core";
import type { FieldType, TimeFormat } from "./field-options.ts";

/** From here on a number without a format is milliseconds, below it seconds. */
const MILLISECONDS_FROM = 1e11;
const MAX_DIGITS = 15;
const DAY = /^\d{4}-\d\d-\d\d$/;
const LOCAL = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?(?:\.\d+)?)$/;
const ZONED = /(?:Z|GMT|UTC|[+-]\d\d:?\d\d)$/i;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const TRUE = new Set<unknown>([true, 1, "1", "true", "yes"]);
const FALSE = new Set<unknown>([false, 0, "0", "false", "no"]);

/** How a value of one field is read. */
export interface Reading {
  readonly type: FieldType;
  /** Of instants. Default by the look of them. */
  readonly format?: TimeFormat | undefined;
  /** What the vendor calls the whole, of a fraction. */
  readonly whole?: number | undefined;
}

/**
 * Makes a reader of values of one type. What cannot be read stays as the vendor wrote it, so that the stream's schema
 * refuses the record (VA-3); absent and empty values are null.
 */
export function createReader(
  { type, format, whole = 1 }: Reading,
  timeZone: string,
): (value: unknown) => unknown {
  const toInstant = createLocalTime(timeZone);
  return (value) => {
    if (value === null || value === undefined) return null;
    switch (type) {
      case "id":
        return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
      case "text":
        return typeof value === "object" ? JSON.stringify(value) : String(value);
      case "number":
        return value === "" ? null : numberOf(value);
      case "fraction":
        return value === "" ? null : shareOf(value, whole);
      case "boolean":
        if (value === "") return null;
        return TRUE.has(value) ? true : FALSE.has(value) ? false : value;
      case "instant":
        return instantOf(value, format, toInstant);
      case "day": {
        const day = typeof value === "string" ? value.slice(0, 10) : undefined;
        return value === "" ? null : day !== undefined && DAY.test(day) ? day : value;
      }
      case "json":
        return value;
    }
  };
}

/** What a number would not hold unchanged stays digits. */
function numberOf(value: unknown): unknown {
  if (typeof value !== "string" || !NUMBER.test(value.trim())) return value;
  const number = Number(value);
  const isShort = value.replaceAll(/\D/g, "").length <= MAX_DIGITS;
  return isShort || String(number) === value ? number : value;
}

/** A share is computed, so its last digits say nothing. */
function shareOf(value: unknown, whole: number): unknown {
  const isNumber = typeof value === "string" && NUMBER.test(value.trim());
  const number = isNumber ? Number(value) : value;
  return typeof number === "number" ? number / whole : number;
}

/** Zero is how platforms that count seconds say "never". */
function instantOf(
  value: unknown,
  format: TimeFormat | undefined,
  toInstant: (wallMs: number) => number,
): unknown {
  if (value === "" || value === 0 || value === "0") return null;
  const number = numberOf(value);
  if (typeof number === "number") {
    const isMs = format === undefined ? number >= MILLISECONDS_FROM : format === "milliseconds";
    return isoOf(isMs ? number : number * 1_000, value);
  }
  if (typeof value !== "string") return value;
  if (DAY.test(value)) return isoOf(toInstant(Date.parse(value)), value);
  const [, day, time] = LOCAL.exec(value) ?? [];
  if (day !== undefined) return isoOf(toInstant(Date.parse(`${day}T${time}Z`)), value);
  // One in UTC keeps its digits: some are finer than a millisecond.
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value)) return value;
  // Without a zone this machine's would be taken.
  return ZONED.test(value) ? isoOf(Date.parse(value), value) : value;
}

function isoOf(at: number, given: unknown): unknown {
  return Number.isFinite(at) && Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : given;
}
