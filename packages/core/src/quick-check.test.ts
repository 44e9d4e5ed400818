import { expect, test } from "vitest";
import { z } from "zod";
import { quickCheck } from "./quick-check.ts";

const node = z.object({
  name: z.string(),
  get children() {
    return z.array(node);
  },
});

/** What the quick check judges by itself. */
const known: Record<string, z.ZodType> = {
  string: z.string(),
  instant: z.iso.datetime(),
  "instant of a zone": z.iso.datetime({ offset: true }),
  day: z.iso.date(),
  number: z.number(),
  integer: z.int(),
  boolean: z.boolean(),
  null: z.null(),
  literal: z.literal(["a", 1]),
  enum: z.enum(["a", "b"]),
  unknown: z.unknown(),
  any: z.any(),
  nullable: z.string().nullable(),
  optional: z.string().optional(),
  nullish: z.int().nullish(),
  array: z.array(z.string()),
  "loose object": z.looseObject({ id: z.string() }),
  "strict object": z.strictObject({ id: z.string() }),
  "object in itself": node,
  "union of primitives": z.union([z.string(), z.number(), z.null()]),
};

/** What it has to ask zod about, or leaves to it: checks, conversions, what zod gives back changed. */
const asked: Record<string, z.ZodType> = {
  refined: z.number().refine((value) => value > 1),
  trimmed: z.string().trim(),
  coerced: z.coerce.number(),
  short: z.string().max(3),
  address: z.url(),
  "absent only": z.exactOptional(z.string()),
  "object of numbers": z.object({ id: z.string() }).catchall(z.number()),
  tuple: z.tuple([z.string(), z.number()]),
  "union of objects": z.union([z.object({ a: z.string() }), z.object({ id: z.string() })]),
  defaulted: z.string().default("x"),
  transformed: z.string().transform((value) => value.length),
  "stripping object": z.object({ id: z.string() }),
  "refined array": z.array(z.string()).min(1),
  record: z.record(z.string(), z.number()),
  "record of some keys": z.partialRecord(z.enum(["a", "b"]), z.number()),
  json: z.json(),
  date: z.date(),
};

class Contact {
  id = "1";
}

const texts = ["", "a", "b", " a ", "abcd", "1", "https://example.com"];
const times = ["2026-11-24", "2026-02-30", "2026-11-24T10:00:00Z", "2026-11-24T10:00:00.123+01:00"];
const numbers = [0, -0, 1, 2, 1.5, 2 ** 53, Number.NaN, Infinity];
const lists = [[], ["a"], ["a", 1], [undefined]];
const objects = [{}, { id: "a" }, { id: 1 }, { id: "a", b: 1 }, { a: 1 }, { id: "a", more: "x" }];
const trees = [
  { name: "root", children: [{ name: "leaf", children: [] }] },
  { name: "x", children: [{}] },
];
const oddities = [new Contact(), Object.assign(Object.create(null), { id: "a" }), new Date(0)];
const records = [
  [true, false, null, undefined],
  texts,
  times,
  numbers,
  lists,
  objects,
  trees,
  oddities,
]
  .flatMap((values): object[] => values.map((f: unknown) => ({ f })))
  .concat({});

test.each(Object.entries({ ...known, ...asked }))(
  "[VA-1] what it lets pass zod takes and gives back as it is: %s",
  (_, schema) => {
    const record = z.looseObject({ f: schema });
    const isFine = quickCheck(record, false);

    for (const given of records.filter((each) => isFine?.(each))) {
      expect(record.safeParse(given)).toEqual({ success: true, data: given });
    }
  },
);

test.each(Object.entries(known))("all that zod takes as it is, it lets pass: %s", (_, schema) => {
  const record = z.looseObject({ f: schema });
  const isFine = quickCheck(record, false);

  const slow = records.filter((given) => {
    const { data } = record.safeParse(given);
    return data !== undefined && !hasOddities(given) && isFine?.(given) === false;
  });

  expect(slow).toEqual([]);
});

test.each([
  ["answers later", async (): Promise<boolean> => true],
  [
    "throws",
    (): boolean => {
      throw new Error("no such table");
    },
  ],
])(
  "[VA-1] a refinement that %s is left to zod after the first record, and its error troubles nobody",
  async (_, answer) => {
    let runs = 0;
    const record = z.looseObject({
      id: z.string().refine(() => {
        runs += 1;
        return answer();
      }),
    });
    const isFine = quickCheck(record, true);

    expect([{ id: "a" }, { id: "b" }, { id: "c" }].map((one) => isFine?.(one))).toEqual([
      false,
      false,
      false,
    ]);
    // An error that nobody took would end the test run.
    await new Promise((resolve) => setImmediate(resolve));
    expect(runs).toBeLessThanOrEqual(2);
  },
);

test("[VA-1] a field that the schema would strip passes where it is kept, and there alone", () => {
  const record = z.object({ id: z.string() });

  expect(quickCheck(record, true)?.({ id: "1", more: 1 })).toBe(true);
  expect(quickCheck(record, false)?.({ id: "1", more: 1 })).toBe(false);
  expect(quickCheck(z.strictObject(record.shape), true)?.({ id: "1", more: 1 })).toBe(false);
});

test("a vendor's field may be called __proto__", () => {
  const odd: unknown = JSON.parse('{"f":{"__proto__":1}}');

  expect(quickCheck(z.looseObject({ f: z.looseObject({}) }), true)?.(odd)).toBe(true);
});

test.each([
  ["a refined object", z.object({ id: z.string() }).refine(({ id }) => id !== "")],
  ["a transform", z.object({ id: z.string() }).transform(({ id }) => ({ key: id }))],
  ["no object", z.string()],
  ["another library's schema", { "~standard": {} }],
])("[VA-1] %s has no quick check", (_, schema) => {
  expect(quickCheck(schema, true)).toBeUndefined();
});

/** Left to zod: what no JSON holds. */
function hasOddities({ f }: { readonly f?: unknown }): boolean {
  return f === undefined || Number.isNaN(f) || f instanceof Contact || f instanceof Date;
}
