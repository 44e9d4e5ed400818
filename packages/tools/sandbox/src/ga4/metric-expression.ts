import { invalidArgument } from "./google-error.ts";
import { findMetric, type Sums } from "./metrics.ts";

type Evaluate = (sums: Sums) => number;

/** A metric's arithmetic, e.g. `screenPageViews/sessions`; dividing by nothing gives 0. */
export function compileMetricExpression(expression: string): Evaluate {
  const tokens = expression.match(/[A-Za-z][\w:]*|\d+(?:\.\d+)?|[-+*/()]/g) ?? [];
  if (tokens.join("") !== expression.replaceAll(/\s+/g, "")) throw invalid(expression);
  let position = 0;
  const take = (...wanted: readonly string[]): string | undefined => {
    const token = tokens[position];
    if (token === undefined || !wanted.includes(token)) return undefined;
    position += 1;
    return token;
  };

  const sum = (): Evaluate => {
    let left = product();
    for (let sign = take("+", "-"); sign !== undefined; sign = take("+", "-")) {
      const [before, after, factor] = [left, product(), sign === "+" ? 1 : -1];
      left = (sums) => before(sums) + factor * after(sums);
    }
    return left;
  };
  const product = (): Evaluate => {
    let left = operand();
    for (let sign = take("*", "/"); sign !== undefined; sign = take("*", "/")) {
      const [before, after, divide] = [left, operand(), sign === "/"];
      left = (sums) => {
        const right = after(sums);
        if (!divide) return before(sums) * right;
        return right === 0 ? 0 : before(sums) / right;
      };
    }
    return left;
  };
  const operand = (): Evaluate => {
    if (take("(") !== undefined) {
      const inner = sum();
      if (take(")") === undefined) throw invalid(expression);
      return inner;
    }
    const token = tokens[position] ?? "";
    position += 1;
    if (/^\d/.test(token)) return () => Number(token);
    const metric = findMetric(token);
    if (metric === undefined) throw invalid(expression);
    return metric.of;
  };

  const evaluate = sum();
  if (position !== tokens.length) throw invalid(expression);
  return evaluate;
}

/** Metric names in an expression. */
export const expressionNames = (expression: string): string[] =>
  expression.match(/[A-Za-z][\w:]*/g) ?? [];

const invalid = (expression: string) => invalidArgument(`Invalid metric expression: ${expression}`);
