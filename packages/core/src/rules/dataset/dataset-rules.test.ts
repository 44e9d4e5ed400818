import { expect, test } from "vitest";
import type { DatasetRule, Judgement } from "../../dataset-rule.ts";
import type { Json } from "../../json.ts";
import { fresh } from "./fresh.ts";
import { notNull } from "./not-null.ts";
import { rowCount } from "./row-count.ts";
import { unique } from "./unique.ts";

interface Order {
  readonly id: string | number;
  readonly day?: string | null;
  readonly at?: string | number | null;
}

const now = Date.parse("2026-11-25T08:00:00Z");

/** Judges as the engine does: each part in a meter of its own, merged by way of stored snapshots. */
function judge(
  rule: DatasetRule<Order>,
  parts: readonly (readonly Order[])[],
  before?: Json,
): Judgement {
  const whole = rule.start();
  for (const part of parts) {
    const meter = rule.start();
    for (const record of part) meter.add(record);
    whole.merge(JSON.parse(JSON.stringify(meter.snapshot())));
  }
  return whole.judge({ before, now });
}

test("[VA-1] unique: exact up to its limit, over all parts; what lacks a field is not compared", () => {
  const parts = [
    [{ id: "a" }, { id: "b" }],
    [{ id: "a" }, { id: "c", day: null }, { id: "a" }],
  ];

  const byId = judge(unique("id"), parts);
  const byDay = judge(unique("id", "day", { severity: "warn" }), parts);

  expect(byId).toMatchObject({ ok: false, found: "5 records; 2 repeat id" });
  expect(byId.issues).toEqual([
    { path: [], code: "not_unique", message: "2 records repeat the id of another." },
  ]);
  expect(byDay).toEqual({ ok: true, found: "0 records; 0 repeat id, day", issues: [] });
});

test("[VA-1] unique: fields do not run into each other, and a number is no text", () => {
  const rows = [
    { id: "a", day: "bc" },
    { id: "ab", day: "c" },
    { id: 1, day: "d" },
    { id: "1", day: "d" },
  ];

  expect(judge(unique("id", "day"), [rows]).ok).toBe(true);
});

test("[VA-1] unique: beyond 10,000 values it says about, and still finds what repeats", () => {
  const rows = Array.from({ length: 60_000 }, (_, n) => ({ id: `o${n % 58_000}` }));

  const { ok, found } = judge(unique("id"), [rows]);

  expect(ok).toBe(false);
  expect(found).toMatch(
    /^60,000 records; about [\d,]+ different values of id \(standard error 1\.2 %\); about \d+ repeat one, by a sample of one value in 8$/,
  );
});

test("[VA-1] [MM-2] what partitions keep for unique together is bounded, and finds the same as if each kept all", () => {
  const rule = unique<Order>("id");
  const partitions = Array.from({ length: 100 }, (_, partition) =>
    Array.from({ length: 2_000 }, (_unused, n) => ({ id: `${partition % 97}.${n}` })),
  );
  const whole = rule.start();
  let kept = 0;
  for (const rows of partitions) {
    const meter = rule.start(whole);
    for (const row of rows) meter.add(row);
    const text = JSON.stringify(meter.snapshot());
    kept += text.length;
    whole.merge(JSON.parse(text));
  }

  const judgement = whole.judge({ before: undefined, now });

  expect(judgement).toEqual(judge(rule, partitions));
  expect(judgement.issues).toMatchObject([{ code: "not_unique" }]);
  // 2.4 MB if each kept all.
  expect(kept).toBeLessThan(600_000);
});

test("[CP-4] [MM-2] no snapshot holds a value of a record, and none grows without bound", () => {
  const rows = Array.from({ length: 30_000 }, (_, n) => ({ id: `ann-${n}@example.com`, at: null }));
  for (const rule of [unique<Order>("id"), notNull<Order>("id"), rowCount<Order>({ min: 1 })]) {
    const meter = rule.start();
    for (const row of rows) meter.add(row);

    const text = JSON.stringify(meter.snapshot());

    expect(text).not.toContain("ann");
    expect(text).not.toContain("example");
    expect(text.length).toBeLessThan(125_000);
  }
});

test("[VA-1] notNull: a ratio of all records; nothing breaks it, an empty text is a value", () => {
  const rows = [...Array.from({ length: 19 }, (_, n) => ({ id: n, day: "" })), { id: 19 }];
  const rule = notNull<Order>("day", { atLeast: 0.95 });

  expect(judge(rule, [rows])).toEqual({
    ok: true,
    found: "20 records; 1 without day: 95 % have it",
    issues: [],
  });
  expect(judge(rule, [rows, [{ id: 20, day: null }]])).toMatchObject({
    ok: false,
    issues: [
      {
        path: ["day"],
        code: "too_many_null",
        message: "90.5 % of the records have day; 95 % must.",
      },
    ],
  });
  expect(judge(rule, []).ok).toBe(true);
});

test.each([
  [{ min: 3 }, 2, undefined, "too_few"],
  [{ min: 3 }, 3, undefined, undefined],
  [{ max: 3 }, 4, undefined, "too_many"],
  [{ max: 3 }, 3, undefined, undefined],
  [{ change: { max: 0.5 } }, 2, 4, undefined],
  [{ change: { max: 0.5 } }, 1, 4, "changed"],
  [{ change: { max: 0.5 } }, 6, 4, undefined],
  [{ change: { max: 0.5 } }, 7, 4, "changed"],
  [{ change: { max: 0.5 } }, 7, undefined, undefined],
  [{ change: { max: 0.5 } }, 7, 0, undefined],
])("[VA-1] rowCount %o of %d records, %s before: %s", (options, count, before, code) => {
  const rows = Array.from({ length: count }, (_, id) => ({ id }));
  const earlier = before === undefined ? undefined : { records: before };

  const { ok, issues } = judge(rowCount(options), [rows], earlier);

  expect(issues.map((issue) => issue.code)).toEqual(code === undefined ? [] : [code]);
  expect(ok).toBe(code === undefined);
});

test.each([
  ["a day counts from its end in UTC", "2026-11-24", "P1D", undefined],
  ["also of the day before", "2026-11-23", "P1D", "stale"],
  ["an instant is itself", "2026-11-24T09:00:00Z", "P1D", undefined],
  ["in its own zone", "2026-11-24T09:00:00+02:00", "P1D", "stale"],
  ["without a zone it is UTC", "2026-11-25 01:00:00", "PT6H", "stale"],
  ["epoch seconds", (now - 1_000) / 1_000, 2_000, undefined],
  ["epoch milliseconds", now - 3_000, 2_000, "stale"],
  ["tomorrow may be today elsewhere", "2026-11-26", "P1D", undefined],
  ["what has not come yet proves nothing", "2026-12-24", "P1D", "in_future"],
  ["what is no time is none", "yesterday", "P1D", "no_time"],
])("[VA-1] [VA-4] fresh: %s", (_, at, within, code) => {
  const older = { id: "b", at: "2020-01-01" };

  const { issues } = judge(fresh("at", { within }), [
    [{ id: "a", at }, { id: "c" }],
    code === "no_time" ? [] : [older],
  ]);

  expect(issues.map((issue) => issue.code)).toEqual(code === undefined ? [] : [code]);
});

test("issues are in Spanish where the rule says so, and `found` stays as it is", () => {
  const locale = "es";
  const rows = [{ id: "a", at: "2020-01-01" }, { id: "a" }];
  const messages = [
    unique<Order>("id", { locale }),
    notNull<Order>("at", { locale }),
    rowCount<Order>({ min: 3, locale }),
    rowCount<Order>({ max: 1, locale }),
    rowCount<Order>({ change: { max: 0.5 }, locale }),
    fresh<Order>("at", { within: "P1D", locale }),
    fresh<Order>("day", { within: "P1D", locale }),
  ].map((rule) => judge(rule, [rows], { records: 9, newest: "" }).issues[0]?.message);

  expect(messages).toEqual([
    "Registros que repiten id de otro: 1.",
    "Tienen at el 50 % de los registros; debe tenerlo el 100 %.",
    "Hay 2 registros, menos de 3.",
    "Hay 2 registros, más de 1.",
    "Hay 2 registros; la generación anterior tenía 9, y pueden diferir un 50 %.",
    "El valor más reciente de at es de 2020-01-02T00:00:00.000Z; puede tener una antigüedad de P1D.",
    "Ningún registro tiene un día o un instante en day.",
  ]);
  expect(judge(rowCount({ min: 3, locale }), [rows]).found).toBe("2 records");
});

test("[VA-1] fresh: a generation that brought nothing is as fresh as the one before it, and so is the next", () => {
  const rule = fresh<Order>("at", { within: "P1D" });
  const newest = { newest: "2026-11-24T12:00:00.000Z" };
  const meter = rule.start();

  const { ok } = meter.judge({ before: newest, now });

  expect(ok).toBe(true);
  expect(meter.snapshot()).toEqual(newest);
});

test.each([
  () => rowCount({}),
  () => rowCount({ min: 3, max: 2 }),
  () => rowCount({ change: { max: -1 } }),
  () => notNull<Order>("id", { atLeast: 95 }),
  () => fresh<Order>("at", { within: "P1M" }),
  () => fresh<Order>("at", { within: "P" }),
  () => fresh<Order>("at", { within: 0 }),
])("a rule that asks for what cannot be is refused where it is written: %s", (make) => {
  expect(make).toThrow(expect.objectContaining({ code: "config_invalid" }));
});

test("[CP-3] a snapshot that cannot be read is an error, never nothing", () => {
  for (const rule of [
    unique<Order>("id"),
    notNull<Order>("id"),
    rowCount<Order>({ min: 1 }),
    fresh<Order>("at", { within: 1 }),
  ]) {
    for (const broken of [null, "x", {}, { records: -1 }]) {
      expect(() => rule.start().merge(broken)).toThrow(
        expect.objectContaining({ code: "checkpoint_corrupt" }),
      );
    }
  }
});
