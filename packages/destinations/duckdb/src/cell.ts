import { DuckDBDateValue, DuckDBDecimalValue, DuckDBTimestampValue } from "@duckdb/node-api";
import type { DuckDBAppender } from "@duckdb/node-api";
import { toDays, toMicros } from "./instant.ts";
import type { Kind } from "./kind.ts";

/** Why a column cannot hold a value unchanged. Never carries the value. */
export class Misfit {
  readonly code: string;
  readonly message: string;
  constructor(code: string, message: string) {
    this.code = code;
    this.message = message;
  }
}

/** The value on its way into one column: taken first, put once the whole record was taken. */
export interface Cell {
  take(value: unknown): Misfit | undefined;
  put(appender: DuckDBAppender): void;
}

/** The widest DECIMAL that DuckDB has, with the scale that warehouses give their NUMERIC. */
export const DECIMAL_DIGITS = 38;
export const DECIMAL_SCALE = 9;

const MIN_INT64 = -(2n ** 63n);
const MAX_INT64 = 2n ** 63n - 1n;

const WRONG_TYPE = new Misfit("invalid_type", "The column is of another type");
const NOT_WHOLE = new Misfit("not_integer", "The column holds whole numbers only");
const OUT_OF_RANGE = new Misfit("out_of_range", "The number is beyond what the column holds");
const NO_DAY = new Misfit("invalid_date", "There is no such day; expected YYYY-MM-DD");
const NO_INSTANT = new Misfit(
  "invalid_datetime",
  "There is no such instant; expected ISO-8601 with at most microseconds",
);
const NO_DECIMAL = new Misfit(
  "invalid_decimal",
  `Expected at most ${DECIMAL_DIGITS - DECIMAL_SCALE} digits before the point and ${DECIMAL_SCALE} behind it`,
);
const LONE_SURROGATE = new Misfit(
  "lone_surrogate",
  "The text has half a surrogate pair, which UTF-8 cannot hold",
);
const NOT_JSON = new Misfit("invalid_type", "The value is not JSON");

/** A cell for values of `kind` in a column of `type`, which may be wider. */
export function createCell(kind: Kind, type: string): Cell {
  switch (type) {
    case "BIGINT":
      return cell(kind === "int64" ? int64Of : integerOf, (to, value) => to.appendBigInt(value));
    case "DOUBLE":
      return cell(kind === "number" ? numberOf : exactDoubleOf, (to, value) =>
        to.appendDouble(value),
      );
    case "BOOLEAN":
      return cell(booleanOf, (to, value) => to.appendBoolean(value));
    case "DATE":
      return cell(dateOf, (to, value) => to.appendDate(value));
    case "TIMESTAMP":
      return cell(timestampOf, (to, value) => to.appendTimestamp(value));
    case "JSON":
      return cell(jsonOf, (to, value) => to.appendVarchar(value));
    case "VARCHAR":
      return cell(kind === "string" ? stringOf : textOf, (to, value) => to.appendVarchar(value));
    default:
      return cell(decimalOf, (to, value) => to.appendDecimal(value));
  }
}

function cell<T>(
  convert: (value: unknown) => T | Misfit,
  append: (appender: DuckDBAppender, value: T) => void,
): Cell {
  let held: T | undefined;
  return {
    take(value) {
      if (value === null || value === undefined) {
        held = undefined;
        return undefined;
      }
      const converted = convert(value);
      if (converted instanceof Misfit) return converted;
      held = converted;
      return undefined;
    },
    put(appender) {
      if (held === undefined) appender.appendNull();
      else append(appender, held);
    },
  };
}

function stringOf(value: unknown): string | Misfit {
  if (typeof value !== "string") return WRONG_TYPE;
  return value.isWellFormed() ? value : LONE_SURROGATE;
}

function textOf(value: unknown): string | Misfit {
  return typeof value === "string" ? stringOf(value) : jsonOf(value);
}

/** JSON escapes a lone surrogate, but then DuckDB's functions refuse the whole value: better told now than by each query. */
function jsonOf(value: unknown): string | Misfit {
  try {
    const text: string | undefined = JSON.stringify(value);
    if (text === undefined) return NOT_JSON;
    return text.includes("\\ud") && hasLoneSurrogate(value) ? LONE_SURROGATE : text;
  } catch {
    return NOT_JSON;
  }
}

function hasLoneSurrogate(value: unknown): boolean {
  if (typeof value === "string") return !value.isWellFormed();
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, each]) => !key.isWellFormed() || hasLoneSurrogate(each));
}

function integerOf(value: unknown): bigint | Misfit {
  if (typeof value !== "number") return WRONG_TYPE;
  return Number.isInteger(value) ? inRange(BigInt(value)) : NOT_WHOLE;
}

function int64Of(value: unknown): bigint | Misfit {
  if (typeof value === "string" && /^(?:0|-?[1-9]\d{0,18})$/.test(value)) {
    return inRange(BigInt(value));
  }
  return typeof value === "string" && /^-?[1-9]\d+$/.test(value) ? OUT_OF_RANGE : integerOf(value);
}

function inRange(value: bigint): bigint | Misfit {
  return value < MIN_INT64 || value > MAX_INT64 ? OUT_OF_RANGE : value;
}

function numberOf(value: unknown): number | Misfit {
  return typeof value === "number" && Number.isFinite(value) ? value : WRONG_TYPE;
}

/** Whole numbers in a column that was widened to DOUBLE. */
function exactDoubleOf(value: unknown): number | Misfit {
  const whole = int64Of(value);
  if (whole instanceof Misfit) return whole;
  return Number.isSafeInteger(Number(whole)) ? Number(whole) : OUT_OF_RANGE;
}

function booleanOf(value: unknown): boolean | Misfit {
  return typeof value === "boolean" ? value : WRONG_TYPE;
}

function dateOf(value: unknown): DuckDBDateValue | Misfit {
  if (typeof value !== "string") return WRONG_TYPE;
  const days = toDays(value);
  return days === undefined ? NO_DAY : new DuckDBDateValue(days);
}

function timestampOf(value: unknown): DuckDBTimestampValue | Misfit {
  if (typeof value !== "string") return WRONG_TYPE;
  const micros = toMicros(value);
  return micros === undefined ? NO_INSTANT : new DuckDBTimestampValue(micros);
}

function decimalOf(value: unknown): DuckDBDecimalValue | Misfit {
  if (typeof value !== "string" && typeof value !== "number") return WRONG_TYPE;
  const match = /^(-?)(\d{1,60})(?:\.(\d{1,60}))?$/.exec(String(value));
  if (match === null) return NO_DECIMAL;
  const fraction = (match[3] ?? "").replace(/0+$/, "");
  const digits = BigInt(`${match[2]}${fraction.padEnd(DECIMAL_SCALE, "0")}`);
  if (fraction.length > DECIMAL_SCALE || digits >= 10n ** BigInt(DECIMAL_DIGITS)) return NO_DECIMAL;
  const unscaled = match[1] === "-" ? -digits : digits;
  return new DuckDBDecimalValue(unscaled, DECIMAL_DIGITS, DECIMAL_SCALE);
}
