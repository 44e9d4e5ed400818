import type { Flow, StreamFlow } from "../flow.ts";
import type { Validator } from "../validation.ts";
import { check } from "./check.ts";
import type { RuleSet } from "./rule-set.ts";
import { rules } from "./rules.ts";

type Equal<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

interface Order {
  readonly id: string;
  readonly amount: number | null;
  readonly status: "open" | "paid" | null;
  readonly paid: boolean;
  readonly opened_at: string;
  readonly closed_at?: string | undefined;
  /** A vendor's own fields. */
  readonly [field: string]: unknown;
}
/** What a source exports for streams that have some of these. */
interface Some {
  readonly id?: string;
  readonly sessions?: number;
}
interface Row {
  readonly id: string;
  readonly total: number;
}
/** Has nothing of an order. */
interface Address {
  readonly zip?: string;
}
interface LooseAddress extends Address {
  readonly [field: string]: unknown;
}

declare const stream: StreamFlow<Order>;
declare const flow: Flow<Row>;
declare const orders: readonly Order[];
declare const rows: readonly Row[];
declare const bags: readonly Record<string, unknown>[];
declare const ofAddresses: RuleSet<Address>;
declare const ofLooseAddresses: RuleSet<LooseAddress>;
declare const ofAnything: RuleSet<object>;
const some: RuleSet<Some> = { required: ["id"], constraints: { sessions: ">= 0" } };

// Fields, and what is asked of them, are known from the flow.
void (stream.validate(
  rules({
    required: ["id", { field: "closed_at", severity: "warn" }],
    types: {
      id: "uuid",
      amount: "number",
      status: { type: "enum", values: ["open"] },
      paid: "boolean",
    },
    constraints: {
      amount: [">= 0", { max: 1_000, severity: "warn" }],
      opened_at: { min: "2020-01-01", minLength: 10, pattern: /^\d/ },
      status: { oneOf: ["open", "paid"] },
      paid: { oneOf: [true] },
    },
    compare: [["closed_at", ">=", "opened_at"]],
    where: [{ name: "paid", path: "paid", test: (order) => order.paid || order.amount === null }],
  }),
) satisfies StreamFlow<Order>);
// A flow keeps its type whatever the rules were written for.
const kept = flow.validate(rules(some), { onInvalid: "drop" });
void (true satisfies Equal<typeof kept, Flow<Row>>);
const streamKept = stream.validate(rules(some));
void (true satisfies Equal<typeof streamKept, StreamFlow<Order>>);
void (rules(some) satisfies Validator<Row>);

// A set for records that have none of the flow's fields would say nothing of any.
// @ts-expect-error nothing in common
stream.validate(rules(ofAddresses));
// @ts-expect-error nothing in common: a vendor's own fields count on neither side
stream.validate(rules(ofLooseAddresses));
// @ts-expect-error nothing in common
flow.validate(rules(ofAddresses));
// @ts-expect-error nothing in common
flow.validate(rules(ofLooseAddresses));
// @ts-expect-error nothing in common
void (rules(ofAddresses) satisfies Validator<Row>);
// Nobody knows the fields of a set from a file.
void (stream.validate(rules(ofAnything)) satisfies StreamFlow<Order>);

// @ts-expect-error no such field
stream.validate(rules({ required: ["nope"] }));
// @ts-expect-error no such field
stream.validate(rules({ types: { nope: "string" } }));
// @ts-expect-error no such type
stream.validate(rules({ types: { id: "text" } }));
// @ts-expect-error a number is no e-mail address
stream.validate(rules({ types: { amount: "email" } }));
// @ts-expect-error an enum needs its values
stream.validate(rules({ types: { status: "enum" } }));
// @ts-expect-error not one of the field's own values
stream.validate(rules({ types: { status: { type: "enum", values: ["lost"] } } }));
// @ts-expect-error no comparison
stream.validate(rules({ constraints: { amount: "at least 0" } }));
// @ts-expect-error a number compares with numbers
stream.validate(rules({ constraints: { amount: ">= soon" } }));
// @ts-expect-error neither true nor false is more than a text
stream.validate(rules({ constraints: { paid: "> false" } }));
// @ts-expect-error no such constraint
stream.validate(rules({ constraints: { id: { minimum: 3 } } }));
// @ts-expect-error a number has no length
stream.validate(rules({ constraints: { amount: { minLength: 3 } } }));
// @ts-expect-error true and false have no order
stream.validate(rules({ compare: [["paid", ">=", "opened_at"]] }));
// @ts-expect-error no such operator
stream.validate(rules({ compare: [["closed_at", "=>", "opened_at"]] }));
// @ts-expect-error a predicate answers true or false
stream.validate(rules({ where: [{ name: "paid", test: (order) => order.id }] }));
// @ts-expect-error no such part
stream.validate(rules({ require: ["id"] }));
// @ts-expect-error no such language
rules(some, { locale: "fr" });

check(orders, { required: ["id"], where: [{ name: "paid", test: (order) => order.paid }] });
check(rows, some);
check(rows, rules(some));
// @ts-expect-error no such field
check(rows, { required: ["nope"] });
// @ts-expect-error nothing in common
check(rows, ofAddresses);
// @ts-expect-error nothing in common, but what any vendor may add
check(orders, ofLooseAddresses);
// @ts-expect-error nothing in common
check(rows, rules(ofAddresses));
// @ts-expect-error nothing in common, but what any vendor may add
check(orders, rules(ofLooseAddresses));
check(rows, ofAnything);
// Nobody knows the fields of such records.
check(bags, some);
check(bags, rules(ofAddresses));
