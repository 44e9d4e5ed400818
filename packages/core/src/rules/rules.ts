import { outputJsonSchema, type Schema } from "../schema.ts";
import type { Issue, Verdict } from "../validation.ts";
import { compileSet } from "./compile-set.ts";
import type { CompiledRule, CompiledSet, RuleInfo } from "./compiled-rule.ts";
import { fieldReader } from "./field-reader.ts";
import type { Locale } from "./messages.ts";
import type { FieldsOf, RuleSet } from "./rule-set.ts";

/** How a rule set is made into a validator. */
export interface RulesOptions {
  /** The language of issues. Default English. */
  readonly locale?: Locale | undefined;
  /** What records look like: a field that it does not have is a problem of the set. For sets that no compiler has seen. */
  readonly schema?: Schema<object> | undefined;
}

/** A compiled rule set. It takes records of any type that has some of its fields, and gives back the very record. */
export interface RecordRules<R> {
  readonly name: string;
  /** Never set: a flow of records with none of these fields does not take the rules. */
  readonly reads?: (fields: FieldsOf<R>) => void;
  /** All of them, in the order in which they are asked. */
  readonly rules: readonly RuleInfo[];
  validate<T extends FieldsOf<R>>(record: T): Verdict<T>;
}

/**
 * Makes a validator of a rule set. It is asked without `eval`, changes nothing, and allocates nothing for a record that is fine
 * but the verdict itself.
 *
 * @example
 * from(shop.streams.orders)
 *   .validate(rules({ required: ["email"], types: { email: "email" }, constraints: { total: ">= 0" } }))
 *   .into("orders")
 * @throws ConfigError `config_invalid` with all that is wrong with the set.
 */
export function rules<R extends object>(
  set: RuleSet<R>,
  options: RulesOptions = {},
): RecordRules<R> {
  const known =
    options.schema === undefined
      ? undefined
      : new Set(Object.keys(outputJsonSchema(options.schema).properties ?? {}));
  const compiled = compileSet(set, options.locale ?? "en", known);
  const judge = judgeBy(compiled);
  return {
    name: "rules",
    rules: rulesOf(compiled).map(({ name, severity, path, code }) => ({
      name,
      severity,
      path,
      code,
    })),
    validate(record) {
      const broken = judge(record);
      if (broken === undefined) return { ok: true, value: record };
      const { errors, warnings } = broken;
      return errors.length > 0
        ? { ok: false, issues: errors }
        : { ok: true, value: record, warnings };
    },
  };
}

/** What a record breaks. */
interface Broken {
  readonly errors: Issue[];
  readonly warnings: Issue[];
}

function judgeBy({ record: isRecord, fields, comparisons, predicates }: CompiledSet) {
  const readers = fields.map(({ field, required, rules: asked }) => ({
    read: fieldReader(field),
    required,
    asked,
  }));
  return (record: unknown): Broken | undefined => {
    if (typeof record !== "object" || record === null) return note(undefined, isRecord);
    let broken: Broken | undefined;
    for (const { read, required, asked } of readers) {
      const value = read(record);
      if (value === undefined || value === null) {
        if (required !== undefined) broken = note(broken, required);
        continue;
      }
      for (const rule of asked) if (!rule.holds(value)) broken = note(broken, rule);
    }
    for (const rule of comparisons) if (!rule.holds(record)) broken = note(broken, rule);
    // The user's code sees records whose fields are as they should be, and need not ask again.
    if (broken !== undefined && broken.errors.length > 0) return broken;
    for (const rule of predicates) if (!rule.holds(record)) broken = note(broken, rule);
    return broken;
  };
}

function note(
  broken: Broken = { errors: [], warnings: [] },
  { severity, issue }: CompiledRule,
): Broken {
  broken[severity === "error" ? "errors" : "warnings"].push(issue);
  return broken;
}

function rulesOf({ fields, comparisons, predicates }: CompiledSet): readonly CompiledRule[] {
  const ofFields = fields.flatMap(({ required, rules: asked }): CompiledRule[] =>
    required === undefined ? [...asked] : [required, ...asked],
  );
  return [...ofFields, ...comparisons, ...predicates];
}
