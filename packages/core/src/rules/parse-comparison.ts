import { isDecimal, isExact } from "./decimal.ts";
import { isDate, isDatetime } from "./instant.ts";
import type { Operator } from "./rule-set.ts";

/** A comparison in the guide's form, read. */
export interface Comparison {
  readonly operator: Operator;
  /** A number where the machine holds it exactly; else the text: a longer number, a date, a word. */
  readonly operand: number | string;
}

const OPERATORS: readonly Operator[] = [">=", "<=", "==", "!=", ">", "<"];

/** `">= 0"`, `"< 2026-01-01"`, `"!= test"`; or why the text is none. */
export function parseComparison(text: string): Comparison | { readonly problem: string } {
  const operator = OPERATORS.find((known) => text.startsWith(known));
  const operand = operator === undefined ? "" : text.slice(operator.length).trim();
  if (operator === undefined || operand === "") {
    return { problem: `"${text}" is no comparison such as ">= 0"` };
  }
  const hasOrder = isOrdered(operand);
  return hasOrder || operator === "==" || operator === "!="
    ? { operator, operand: toOperand(operand) }
    : { problem: `"${text}" compares with what is neither a number nor a date` };
}

/** Whether values can come before or after this one. */
export function isOrdered(value: unknown): value is number | string {
  if (typeof value === "number") return Number.isFinite(value);
  return typeof value === "string" && (isDecimal(value) || isDate(value) || isDatetime(value));
}

/** Read once, so that numbers meet numbers when records come. */
export function toOperand(value: number | string): number | string {
  return typeof value === "string" && isDecimal(value) && isExact(value) ? Number(value) : value;
}

/** Whether a text of a rule set is one of the operators. */
export function isOperator(text: unknown): text is Operator {
  return OPERATORS.some((operator) => operator === text);
}
