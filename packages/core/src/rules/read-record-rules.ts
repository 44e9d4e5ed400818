import { callbackFailed } from "../errors/callback-failed.ts";
import { CallbackError } from "../errors/kinds.ts";
import { holds } from "./compare-values.ts";
import type { RecordRule } from "./compiled-rule.ts";
import { fieldReader } from "./field-reader.ts";
import { isOperator } from "./parse-comparison.ts";
import { checkField, checkKeys, itemsOf, toRule, type Reading } from "./rule-reading.ts";

/** The rules of `compare`: two fields of one record. */
export function* readComparisons(reading: Reading, compare: unknown): Generator<RecordRule> {
  for (const [index, given] of itemsOf(reading, "compare", compare).entries()) {
    const name = `compare[${index}]`;
    const [left, operator, right, severity] = itemsOf(reading, name, given);
    const areFields = [left, right].map((field) => checkField(reading, name, field));
    if (!isOperator(operator)) {
      reading.problems.push(`${name}: compares by none of >=, <=, >, <, ==, !=`);
    } else if (areFields[0] === true && areFields[1] === true) {
      yield comparison(reading, name, [String(left), operator, String(right)], severity);
    }
  }
}

function comparison(
  reading: Reading,
  name: string,
  [left, operator, right]: readonly [string, Parameters<typeof holds>[1], string],
  severity: unknown,
): RecordRule {
  const message = reading.words.must(reading.words.operator[operator], right);
  const [readLeft, readRight] = [fieldReader(left), fieldReader(right)];
  return {
    ...toRule(reading, name, { field: left, code: "fields_disagree", message }, severity),
    holds(record) {
      const [one, other] = [readLeft(record), readRight(record)];
      return one === undefined || one === null || other === undefined || other === null
        ? true
        : holds(one, operator, other);
    },
  };
}

/** The rules of `where`: the user's own code. */
export function* readPredicates(reading: Reading, where: unknown): Generator<RecordRule> {
  const names = new Set<string>();
  for (const [index, given] of itemsOf(reading, "where", where).entries()) {
    const place = `where[${index}]`;
    if (!checkKeys(reading, place, given, ["name", "path", "test", "message", "severity"]))
      continue;
    const { name, path, test, message, severity } = given;
    if (path !== undefined) checkField(reading, `${place}.path`, path);
    if (typeof name !== "string" || name === "" || names.has(name)) {
      reading.problems.push(`${place}.name: each needs a name of its own`);
    } else if (typeof test !== "function") {
      reading.problems.push(`${place}.test: is no function`);
    } else {
      names.add(name);
      const text = typeof message === "string" ? message : reading.words.predicate(name);
      const field = typeof path === "string" ? path : undefined;
      const rule = toRule(reading, `where.${name}`, { field, code: name, message: text }, severity);
      yield { ...rule, holds: (record) => ask(name, test, record) };
    }
  }
}

/** Neither a promise nor anything else that is only nearly true lets a record pass. */
function ask(name: string, test: Function, record: object): boolean {
  let answer: unknown;
  try {
    answer = Reflect.apply(test, undefined, [record]);
  } catch (error) {
    throw callbackFailed(`The rule "${name}"`, { rule: name }, error);
  }
  if (answer === true || answer === false) return answer;
  throw new CallbackError({
    code: "callback_failed",
    message: `The rule "${name}" answered neither true nor false`,
    context: { rule: name },
  });
}
