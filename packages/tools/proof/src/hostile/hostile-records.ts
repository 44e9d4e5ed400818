import * as fc from "fast-check";

/** Fields whose names would do harm, where names are pasted into SQL or used as keys of plain objects. */
export const hostileFields = [
  "__proto__",
  "constructor",
  "toString",
  'a"; drop table people; --',
  "select",
  "_batch",
  "rowid",
  "Ünïcödé 🎉",
  "x".repeat(300),
  " ",
  "a.b['c']",
] as const;

const texts = [
  '=HYPERLINK("http://evil.example","x")',
  "+1+1",
  "@SUM(A1)",
  "-2+3",
  "'; drop table people; --",
  "%s%n${jndi:ldap://x}{{7*7}}",
  "NULL",
  "\\N",
  "",
  " \t\r\n ",
  "\u0000 a NUL",
  "\ud800 alone",
  "alone \udfff",
  "\ufeff\u202ebom",
  "é",
  "e\u0301",
  "9007199254740993",
  "1e400",
  "enc:v1:k:AAAA",
  "***",
  "y".repeat(20_000),
];
const numbers = [0, -0, 5e-324, -1.7976931348623157e308, 2 ** 53 - 1, 2 ** 53, 0.1 + 0.2, 1e21, -1];

/** Objects of keys that pollute where they are assigned instead of defined. */
const polluting = [
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":1}}}',
];

function bomb(depth: number): unknown {
  let value: unknown = "deep";
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { value };
  return value;
}

const text = fc.oneof(fc.constantFrom(...texts), fc.string({ unit: "binary", maxLength: 40 }));
const json = fc.oneof(
  text,
  fc.constantFrom(...numbers),
  fc.constantFrom<unknown>(null, true, [], {}, bomb(100)),
  fc.constantFrom(...polluting).map((source): unknown => JSON.parse(source)),
  fc.jsonValue({ maxDepth: 4 }),
);
/** Mostly of the type that is due. */
const often = (due: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 30, arbitrary: due }, { weight: 1, arbitrary: json });

const values = fc.record({
  email: often(fc.option(text)),
  name: often(text),
  amount: often(fc.option(fc.oneof(fc.constantFrom(...numbers), fc.double({ noNaN: true })))),
  data: json,
  fields: fc.array(fc.option(text), {
    minLength: hostileFields.length,
    maxLength: hostileFields.length,
  }),
});

/** A record of the stream, and what a vendor adds that nobody declared. */
export type HostileRecord = Readonly<Record<string, unknown>> & { readonly id: string };

/** So many records, always the same ones; `id` tells them apart. */
export function hostileRecords(count: number, seed: number): HostileRecord[] {
  return fc.sample(values, { numRuns: count, seed }).map(({ fields, ...rest }, index) => {
    const record = { id: `r${index}`, ...rest };
    for (const [at, name] of hostileFields.entries()) {
      // As JSON.parse does it: an assignment to `__proto__` would change the record's prototype.
      Object.defineProperty(record, name, {
        value: fields[at] ?? null,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
    return record;
  });
}
