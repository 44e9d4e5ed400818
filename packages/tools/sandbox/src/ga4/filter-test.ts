import { invalidArgument } from "./google-error.ts";
import type { Filter, FilterExpression } from "./request.ts";

/** Field names that an expression mentions. */
export function filterFields(expression: FilterExpression | undefined): string[] {
  if (expression === undefined) return [];
  const { andGroup, orGroup, notExpression, filter } = expression;
  return [
    ...(andGroup?.expressions ?? []).flatMap(filterFields),
    ...(orGroup?.expressions ?? []).flatMap(filterFields),
    ...filterFields(notExpression),
    ...(filter === undefined ? [] : [filter.fieldName]),
  ];
}

/** Joins the tests of an expression's leaves; each leaf is compiled by the caller, who knows its field. */
export function compileExpression<Subject>(
  expression: FilterExpression,
  leaf: (filter: Filter) => (subject: Subject) => boolean,
): (subject: Subject) => boolean {
  const { andGroup, orGroup, notExpression, filter } = expression;
  if (andGroup !== undefined) {
    const all = andGroup.expressions.map((one) => compileExpression(one, leaf));
    return (subject) => all.every((test) => test(subject));
  }
  if (orGroup !== undefined) {
    const any = orGroup.expressions.map((one) => compileExpression(one, leaf));
    return (subject) => any.some((test) => test(subject));
  }
  if (notExpression !== undefined) {
    const test = compileExpression(notExpression, leaf);
    return (subject) => !test(subject);
  }
  if (filter === undefined)
    throw invalidArgument(
      "A FilterExpression needs one of andGroup, orGroup, notExpression, filter.",
    );
  return leaf(filter);
}

/** Whether a dimension's value meets a filter. */
export function valueTest(filter: Filter): (value: string) => boolean {
  const { stringFilter, inListFilter, emptyFilter } = filter;
  if (stringFilter !== undefined) return stringTest(stringFilter);
  if (inListFilter !== undefined) {
    const fold = foldCase(inListFilter.caseSensitive);
    const values = new Set(inListFilter.values.map(fold));
    return (value) => values.has(fold(value));
  }
  if (emptyFilter !== undefined) return (value) => value === "" || value === "(not set)";
  const test = numberTest(filter);
  return (value) => value !== "" && test(Number(value));
}

/** Whether a number meets a filter. */
export function numberTest({
  fieldName,
  numericFilter,
  betweenFilter,
}: Filter): (value: number) => boolean {
  if (betweenFilter !== undefined) {
    return (value) => value >= betweenFilter.fromValue && value <= betweenFilter.toValue;
  }
  if (numericFilter === undefined)
    throw invalidArgument(`The filter on ${fieldName} has no condition for this field.`);
  const wanted = numericFilter.value;
  switch (numericFilter.operation) {
    case "EQUAL":
      return (value) => value === wanted;
    case "LESS_THAN":
      return (value) => value < wanted;
    case "LESS_THAN_OR_EQUAL":
      return (value) => value <= wanted;
    case "GREATER_THAN":
      return (value) => value > wanted;
    case "GREATER_THAN_OR_EQUAL":
      return (value) => value >= wanted;
    case "OPERATION_UNSPECIFIED":
      throw invalidArgument(`The numericFilter on ${fieldName} has no operation.`);
  }
}

const foldCase =
  (caseSensitive: boolean) =>
  (value: string): string =>
    caseSensitive ? value : value.toLowerCase();

function stringTest({
  matchType,
  value: wanted,
  caseSensitive,
}: NonNullable<Filter["stringFilter"]>) {
  const fold = foldCase(caseSensitive);
  const folded = fold(wanted);
  switch (matchType) {
    case "BEGINS_WITH":
      return (value: string) => fold(value).startsWith(folded);
    case "ENDS_WITH":
      return (value: string) => fold(value).endsWith(folded);
    case "CONTAINS":
      return (value: string) => fold(value).includes(folded);
    case "FULL_REGEXP":
    case "PARTIAL_REGEXP": {
      const pattern = toPattern(
        matchType === "FULL_REGEXP" ? `^(?:${wanted})$` : wanted,
        caseSensitive,
      );
      return (value: string) => pattern.test(value);
    }
    default:
      return (value: string) => fold(value) === folded;
  }
}

function toPattern(source: string, caseSensitive: boolean): RegExp {
  try {
    return new RegExp(source, caseSensitive ? "u" : "iu");
  } catch {
    throw invalidArgument(`Invalid regular expression: ${source}`);
  }
}
