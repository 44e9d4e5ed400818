import { z, type ZodType } from "zod";

/** Text as HubSpot keeps it: never trimmed or re-encoded; an empty one is no value. */
export const text = z.string().nullable();
/** Text of a property that not every portal has: left out where it was not read. */
export const optionalText = text.optional();
/** A number that a double holds without rounding. */
export const number = z.number().nullable();
export const flag = z.boolean().nullable();
// The converters below have made sure of the format, so that checking it again for each value would only cost time.
/** A calendar day, `YYYY-MM-DD`. */
export const day = z.string().meta({ format: "date" }).nullable();
/** An instant in UTC, ISO-8601 with `Z`. */
export const instant = z.string().meta({ format: "date-time" }).nullable();

/** Turns what HubSpot sent, which is always text, into its type; undefined: it is none of that type. */
export type Converter = (raw: string) => string | number | boolean | undefined;

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const INSTANT_UTC =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?Z$/;
const INSTANT_WITH_OFFSET = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?[+-]\d{2}:?\d{2}$/;
/** Epoch milliseconds, at times written like a decimal number. */
const EPOCH_MS = /^(-?\d{1,15})(\.0+)?$/;
/** As many significant digits fit into a double, whichever they are. */
const SAFE_DIGITS = 15;
const MAX_INSTANT_MS = 8.64e15;

function toNumber(raw: string): number | undefined {
  if (!NUMBER.test(raw)) return undefined;
  const value = Number(raw);
  if (raw.length <= SAFE_DIGITS) return Number.isFinite(value) ? value : undefined;
  return isExact(raw, value) ? value : undefined;
}

/** Few digits, or the very digits that name this double: HubSpot's own sums are written so (`0.30000000000000004`). */
function isExact(raw: string, value: number): boolean {
  if (!Number.isFinite(value)) return false;
  const digits = significant(raw);
  return digits.length <= SAFE_DIGITS || digits === significant(String(value));
}

function significant(written: string): string {
  const [mantissa = ""] = written.toLowerCase().split("e");
  return mantissa.replace(/^[+-]/, "").replace(".", "").replace(/^0+/, "").replace(/0+$/, "");
}

function toFlag(raw: string): boolean | undefined {
  return raw === "true" ? true : raw === "false" ? false : undefined;
}

function toDay(raw: string): string | undefined {
  if (DAY.test(raw)) return raw;
  const moment = toInstant(raw);
  // A day that was kept as an instant is midnight in UTC; anything else is no day, and cutting it would lose the time.
  return moment !== undefined && /T00:00:00(\.0+)?Z$/.test(moment)
    ? moment.slice(0, 10)
    : undefined;
}

function toInstant(raw: string): string | undefined {
  if (INSTANT_UTC.test(raw)) return raw;
  const epoch = EPOCH_MS.exec(raw)?.[1];
  if (epoch !== undefined) {
    const ms = Number(epoch);
    return Math.abs(ms) <= MAX_INSTANT_MS ? new Date(ms).toISOString() : undefined;
  }
  if (DAY.test(raw)) return `${raw}T00:00:00.000Z`;
  if (!INSTANT_WITH_OFFSET.test(raw)) return undefined;
  const ms = Date.parse(raw);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

const converters = new Map<unknown, Converter>([
  [number, toNumber],
  [flag, toFlag],
  [day, toDay],
  [instant, toInstant],
]);

/** How values of a property are converted; undefined: they stay the text that they are. */
export function converterOf(schema: ZodType): Converter | undefined {
  return converters.get(schema instanceof z.ZodOptional ? schema.unwrap() : schema);
}
