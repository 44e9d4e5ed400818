import { digitsCompare } from "../digits.ts";
import type { Property } from "../property-kinds.ts";
import type { SearchFilter } from "./request.ts";

/** Whether a property's value meets a filter. A record without a value meets only NOT_HAS_PROPERTY. */
export function condition(
  filter: SearchFilter,
  property: Property,
  idOrder: "numeric" | "text",
): (value: string | null) => boolean {
  const compare = comparison(property, idOrder);
  const value = filter.value ?? "";
  const values = filter.values ?? [];
  const holds = (test: (actual: string) => boolean) => (actual: string | null) =>
    actual !== null && actual !== "" && test(actual);
  const isAny = (actual: string): boolean => values.some((one) => compare(actual, one) === 0);
  switch (filter.operator) {
    case "EQ":
      return holds((actual) => compare(actual, value) === 0);
    case "NEQ":
      return holds((actual) => compare(actual, value) !== 0);
    case "LT":
      return holds((actual) => compare(actual, value) < 0);
    case "LTE":
      return holds((actual) => compare(actual, value) <= 0);
    case "GT":
      return holds((actual) => compare(actual, value) > 0);
    case "GTE":
      return holds((actual) => compare(actual, value) >= 0);
    case "BETWEEN":
      return holds(
        (actual) => compare(actual, value) >= 0 && compare(actual, filter.highValue ?? "") <= 0,
      );
    case "IN":
      return holds(isAny);
    case "NOT_IN":
      return holds((actual) => !isAny(actual));
    case "HAS_PROPERTY":
      return holds(() => true);
    case "NOT_HAS_PROPERTY":
      return (actual) => actual === null || actual === "";
    case "CONTAINS_TOKEN":
      return holds(containsToken(value));
    case "NOT_CONTAINS_TOKEN": {
      const contains = containsToken(value);
      return holds((actual) => !contains(actual));
    }
  }
}

/** How two values of a property compare; NaN, which no test passes, when one is not of its type. */
export function comparison(
  property: Property,
  idOrder: "numeric" | "text",
): (left: string, right: string) => number {
  if (property.name === "hs_object_id") {
    return idOrder === "numeric" ? digitsCompare : compareText;
  }
  if (property.type === "number") return (left, right) => Number(left) - Number(right);
  if (property.type === "date" || property.type === "datetime") {
    return (left, right) => toMs(left) - toMs(right);
  }
  return (left, right) => compareText(left.toLowerCase(), right.toLowerCase());
}

const compareText = (left: string, right: string): number =>
  left < right ? -1 : left > right ? 1 : 0;

/** Epoch milliseconds of a date value: milliseconds as text, or ISO 8601. */
export const toMs = (value: string): number =>
  /^-?\d+(\.0)?$/.test(value) ? Number(value) : Date.parse(value);

/** Tokens are runs of letters and digits; `*` stands for the rest of one. */
export function containsToken(wanted: string): (actual: string) => boolean {
  const patterns = tokens(wanted.replaceAll("*", "\u{E000}")).map(
    (token) => new RegExp(`^${token.replaceAll("\u{E000}", ".*")}$`, "u"),
  );
  return (actual) => {
    const found = tokens(actual);
    return (
      patterns.length > 0 && patterns.every((pattern) => found.some((token) => pattern.test(token)))
    );
  };
}

const tokens = (value: string): string[] =>
  value.toLowerCase().match(/[\p{L}\p{N}\u{E000}]+/gu) ?? [];
