import type { Severity } from "../dataset-rule.ts";
import type { Some } from "../json.ts";
import type { Key } from "../schema.ts";

/** How two values compare, as the guide writes it. */
export type Operator = ">=" | "<=" | ">" | "<" | "==" | "!=";

/**
 * What a value must be. None of them is asked about null or a missing field, which only `required` forbids; an empty string is a
 * value, and no type but `string` takes it.
 *
 * - `string`: any text.
 * - `integer`: a whole number that the machine holds exactly, or the digits of one of any size (`"9007199254740993"`), as
 *   decoders keep those beyond 2^53.
 * - `number`: a finite number, or a text that JSON would write as one (`"12.50"`), as exact decimals are kept.
 * - `boolean`: true or false.
 * - `date`: a day of the calendar, `YYYY-MM-DD`.
 * - `datetime`: RFC 3339 with its zone, `2026-11-24T16:49:45Z` or `…+01:00`.
 * - `email`: `name@domain.tld` of at most 254 characters, in any script.
 * - `url`: an absolute `http` or `https` address.
 * - `uuid`: of any version, in either case.
 * - `country`: ISO 3166-1 alpha-2 in upper case. `currency`: ISO 4217 in upper case.
 */
export type ValueType =
  | "string"
  | "integer"
  | "number"
  | "boolean"
  | "date"
  | "datetime"
  | "email"
  | "url"
  | "uuid"
  | "country"
  | "currency";

/** How serious a broken rule is: the set's `severity` unless it says so itself. */
interface Weighed {
  readonly severity?: Severity | undefined;
}

type Scalar = string | number | boolean;

/** The types that a field of type `V` can be asked to have. */
type TypesOf<V> = V extends string
  ? Exclude<ValueType, "boolean">
  : V extends number
    ? "integer" | "number"
    : V extends boolean
      ? "boolean"
      : never;

/** Fields whose type is not known (custom properties) may be asked anything. */
type Asked<V> = unknown extends V ? Scalar : NonNullable<V>;

/** The values of a field, of which a list can be made. */
type Listed<V> = readonly Extract<Asked<V>, Scalar>[];

/** A field's type; `enum` names the values that it may have. */
export type TypeRule<V> =
  | TypesOf<Asked<V>>
  | ({ readonly type: TypesOf<Asked<V>> } & Weighed)
  | ({ readonly type: "enum"; readonly values: Listed<V> } & Weighed);

interface NumberConstraint extends Weighed {
  /** Inclusive. */
  readonly min?: number | undefined;
  /** Inclusive. */
  readonly max?: number | undefined;
  readonly integer?: true | undefined;
}

interface TextConstraint extends Weighed {
  /** Inclusive: a number for texts that are numbers, or a date or date-time. */
  readonly min?: number | string | undefined;
  /** Inclusive. */
  readonly max?: number | string | undefined;
  readonly integer?: true | undefined;
  /** UTF-16 units, as `length` counts them. */
  readonly minLength?: number | undefined;
  /** UTF-16 units, as `length` counts them. */
  readonly maxLength?: number | undefined;
  /**
   * Found anywhere in the text, unless `^` and `$` bind it. A string stands for a pattern with the flag `u`. Runs in linear time, so
   * without back references and without looking ahead or behind; texts beyond 10,000 characters break the rule unread.
   */
  readonly pattern?: string | RegExp | undefined;
}

/** What each kind of value can be held to. A string form `">= 0"` compares with a number, a date or, with `==` and `!=`, a text. */
type ConstraintOf<V, All> = V extends string
  ? `${Operator} ${string}` | (TextConstraint & OneOf<All>)
  : V extends number
    ? `${Operator} ${number}` | (NumberConstraint & OneOf<All>)
    : V extends boolean
      ? Weighed & OneOf<All>
      : never;

interface OneOf<All> {
  readonly oneOf?: Listed<All> | undefined;
}

/** Bounds of a field's value; several conditions in one object all must hold. */
export type Constraint<V> = ConstraintOf<Asked<V>, V>;

/** The fields whose values have an order. */
type OrderedKey<T> = {
  [K in Key<T>]: Extract<Asked<T[K]>, string | number> extends never ? never : K;
}[Key<T>];

/** `["closed_at", ">=", "opened_at"]`: two fields of one record; holds when either is null or missing. */
export type FieldComparison<T> = readonly [
  left: OrderedKey<T>,
  operator: Operator,
  right: OrderedKey<T>,
  severity?: Severity,
];

/** A rule in code, asked of records whose other rules hold. */
export interface Predicate<T> extends Weighed {
  /** Its issues have this as `code`, so it should stay the same. */
  readonly name: string;
  /** Where to look: the field that issues name. */
  readonly path?: Key<NoInfer<T>> | undefined;
  /** In place of a sentence with the rule's name. Never with a value. */
  readonly message?: string | undefined;
  test(record: T): boolean;
}

/**
 * Rules of records, as plain data: a source exports one without any code of this package. {@link rules} makes a validator of it.
 *
 * @example
 * const orders: RuleSet<Order> = {
 *   required: ["id", "email"],
 *   types: { email: "email", day: "date", status: { type: "enum", values: ["paid", "open"] } },
 *   constraints: { amount: ">= 0", age: { min: 0, max: 150, severity: "warn" } },
 *   compare: [["closed_at", ">=", "opened_at"]],
 *   where: [{ name: "paid_has_amount", test: (order) => order.status !== "paid" || order.amount > 0 }],
 * };
 */
export interface RuleSet<T> extends Weighed {
  /** Fields that are neither missing nor null. An empty string is there: `minLength: 1` forbids it. */
  readonly required?:
    | readonly (
        | Key<NoInfer<T>>
        | { readonly field: Key<NoInfer<T>>; readonly severity: Severity }
      )[]
    | undefined;
  readonly types?: { readonly [K in Key<NoInfer<T>>]?: TypeRule<T[K]> | undefined } | undefined;
  readonly constraints?:
    | {
        readonly [K in Key<NoInfer<T>>]?:
          | Constraint<T[K]>
          | readonly Constraint<T[K]>[]
          | undefined;
      }
    | undefined;
  readonly compare?: readonly FieldComparison<NoInfer<T>>[] | undefined;
  readonly where?: readonly Predicate<T>[] | undefined;
}

/**
 * What records must have of the fields that a set was written for: a type with none of them is a compile error. Unknown fields
 * of a loose schema count for nothing; records or sets without declared fields go with everything.
 */
export type FieldsOf<R> =
  string extends Key<R>
    ? Some
    : [Key<R>] extends [never]
      ? Some
      : { readonly [K in keyof R as K extends Key<R> ? K : never]: R[K] };
