import { countryCodes } from "./country-codes.ts";
import { currencyCodes } from "./currency-codes.ts";
import { isDecimal, isIntegerText } from "./decimal.ts";
import { isDate, isDatetime } from "./instant.ts";
import type { ValueType } from "./rule-set.ts";
import { isEmail, isUrl, isUuid } from "./text-formats.ts";

/** Whether a value, neither null nor missing, is of a type. */
export type ValueTest = (value: unknown) => boolean;

const text =
  (test: (value: string) => boolean): ValueTest =>
  (value) =>
    typeof value === "string" && test(value);

/** What each type means; {@link ValueType} says it in words. */
export const valueTypes: Readonly<Record<ValueType, ValueTest>> = {
  string: (value) => typeof value === "string",
  integer: (value) =>
    typeof value === "number"
      ? Number.isSafeInteger(value)
      : typeof value === "string" && isIntegerText(value),
  number: (value) =>
    typeof value === "number"
      ? Number.isFinite(value)
      : typeof value === "string" && isDecimal(value),
  boolean: (value) => typeof value === "boolean",
  date: text(isDate),
  datetime: text(isDatetime),
  email: text(isEmail),
  url: text(isUrl),
  uuid: text(isUuid),
  country: text((value) => countryCodes.has(value)),
  currency: text((value) => currencyCodes.has(value)),
};
