import { compareDecimals, isDecimal } from "./decimal.ts";
import { compareInstants } from "./instant.ts";
import type { Operator } from "./rule-set.ts";

/**
 * Below 0, 0 or above 0: numbers (and texts that are numbers) digit by digit, dates and date-times in time. NaN for values
 * that have no order among each other.
 */
function compareValues(left: unknown, right: unknown): number {
  if (typeof left === "number" && typeof right === "number") return left - right;
  const [one, other] = [decimalOf(left), decimalOf(right)];
  if (one !== undefined && other !== undefined) return compareDecimals(one, other);
  return typeof left === "string" && typeof right === "string" ? compareInstants(left, right) : NaN;
}

/** Whether `left operator right` holds. Values without an order are at most equal, when they are the same text or boolean. */
export function holds(left: unknown, operator: Operator, right: unknown): boolean {
  const difference = compareValues(left, right);
  switch (operator) {
    case ">=":
      return difference >= 0;
    case "<=":
      return difference <= 0;
    case ">":
      return difference > 0;
    case "<":
      return difference < 0;
    case "==":
      return difference === 0 || left === right;
    case "!=":
      return !(difference === 0 || left === right);
  }
}

function decimalOf(value: unknown): string | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : undefined;
  return typeof value === "string" && isDecimal(value) ? value : undefined;
}
