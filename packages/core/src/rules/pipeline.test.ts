import { memoryDestination } from "@brain/testkit";
import { afterEach, expect, test } from "vitest";
import { items, record, run, type Item } from "../engine/scenario.fixture.ts";
import { from } from "../from.ts";
import { mask } from "../protectors.ts";
import type { RunReport } from "../report.ts";
import type { OnInvalid } from "../validation.ts";
import type { RuleSet } from "./rule-set.ts";
import { rules } from "./rules.ts";

const zone = process.env["TZ"];
afterEach(() => {
  if (zone === undefined) delete process.env["TZ"];
  else process.env["TZ"] = zone;
});

/** The records, in pages of 100, through the rules into a table. */
async function load(records: readonly Item[], set: RuleSet<Item>, onInvalid?: OnInvalid) {
  const destination = memoryDestination();
  const stream = items({
    async *read() {
      for (let at = 0; at < records.length; at += 100) {
        yield { records: records.slice(at, at + 100), checkpoint: { at } };
      }
    },
  });
  const flow = from(stream).validate(rules(set), { onInvalid }).into("t");
  const report: RunReport = await run(destination, [flow], {}, {}, { maxInvalid: { ratio: 1 } });
  return {
    report: report.streams[0],
    rows: destination.rows("t") as Item[], // of the stream, with the table's own columns
    quarantined: destination.quarantined,
  };
}

const named = (ids: readonly string[]): Item[] => ids.map((id) => record(id));

test.each([
  ["quarantine", { written: 250, quarantined: 50, dropped: 0 }],
  ["drop", { written: 250, quarantined: 0, dropped: 50 }],
] as const)(
  "[VA-1] under %s what breaks a rule goes that way, over pages, and the books balance",
  async (policy, books) => {
    const records = Array.from({ length: 300 }, (_, n) => record(`r${n}`, n % 6 === 5 ? -n : n));

    const { report, rows, quarantined } = await load(
      records,
      { constraints: { n: ">= 0" } },
      policy,
    );

    expect(report).toMatchObject({ status: "complete", read: 300, ...books });
    expect(rows).toHaveLength(250);
    expect(quarantined).toHaveLength(books.quarantined);
    for (const entry of quarantined) {
      expect(entry.issues).toMatchObject([
        { path: ["n"], code: "too_small", rule: "constraints.n" },
      ]);
    }
  },
);

test("[VA-1] under fail the page that breaks a rule is not written", async () => {
  const records = Array.from({ length: 150 }, (_, n) => record(`r${n}`, n === 120 ? -1 : n));

  const { report, rows } = await load(records, { constraints: { n: ">= 0" } }, "fail");

  expect(report).toMatchObject({ status: "failed", error: { code: "record_invalid" } });
  expect(rows.every((row) => row.n < 100)).toBe(true);
});

test("[VA-1] a rule of severity warn lets its records pass, and is counted", async () => {
  const records = Array.from({ length: 10 }, (_, n) => record(`r${n}`, n));

  const { report, rows } = await load(records, {
    constraints: { n: { max: 5, severity: "warn" } },
  });

  expect(rows).toHaveLength(10);
  expect(report).toMatchObject({ status: "complete", quarantined: 0 });
  expect(report?.rules).toMatchObject([
    { severity: "warn", path: "n", code: "too_big", records: 4 },
  ]);
});

test("[VA-2] rules and a protector change nothing of an unknown field, and a field of another type is quarantined masked", async () => {
  const destination = memoryDestination();
  const unknown = { ...record("a"), colour: "red" };
  // What a vendor sends who does not keep to the schema.
  const retyped = { ...record("b"), n: "7" } as unknown as Item;
  const stream = items({
    pii: { day: "name" },
    async *read() {
      yield { records: [unknown, retyped], checkpoint: {} };
    },
  });
  const flow = from(stream)
    .validate(rules({ constraints: { n: ">= 0" } }))
    .protect(mask("day"))
    .into("t");

  const report = await run(destination, [flow], {}, {}, { maxInvalid: { ratio: 1 } });

  expect(report.streams[0]?.drift).toMatchObject([
    { field: "colour", change: "added", policy: "keep" },
    { field: "n", change: "retyped", policy: "quarantine" },
  ]);
  expect(destination.rows("t")).toMatchObject([{ id: "a", day: "***", _extra: { colour: "red" } }]);
  expect(destination.quarantined).toMatchObject([
    { step: "schema", protection: "masked", record: { id: "b", n: "7", day: "***" } },
  ]);
});

test("[VA-3] what passes is written sign by sign, whatever it holds", async () => {
  const ids = [
    "9007199254740993",
    " x ",
    "\u00e9",
    "e\u0301",
    "=1+1",
    "__proto__",
    "0.10",
    "\ud83d\ude00",
  ];

  const { rows } = await load(named(ids), { required: ["id"], types: { id: "string" } });

  expect(rows.map((row) => row.id)).toEqual(ids);
});

test.each(["UTC", "America/New_York", "Asia/Kolkata", "Pacific/Apia"])(
  "[VA-4] dates and instants are judged the same on a machine in %s",
  async (timeZone) => {
    process.env["TZ"] = timeZone;
    const ids = [
      "2026-03-08T02:30:00-05:00",
      "2026-11-23T23:59:59.999Z",
      "2026-11-24T00:00:00Z",
      "2026-11-24T00:30:00+01:00",
      "2026-11-24T00:30:00",
      "2011-12-30T12:00:00Z",
    ];

    const { rows, quarantined } = await load(named(ids), {
      types: { id: "datetime" },
      constraints: { id: "< 2026-11-24" },
    });

    expect(rows.map((row) => row.id)).toEqual([ids[0], ids[1], ids[3], ids[5]]);
    expect(quarantined.map(({ issues }) => issues.map(({ code }) => code))).toEqual([
      ["too_big"],
      ["invalid_format", "too_big"],
    ]);
  },
);

test("[VA-6] a hundred texts that hang other engines are judged while a page is, and longer ones unread", async () => {
  const long = "a".repeat(9_000);
  const ids = [...Array.from({ length: 100 }, (_, n) => `${long}${n}!`), "aaa", "a".repeat(10_001)];

  const since = performance.now();
  const { rows, quarantined } = await load(named(ids), {
    constraints: { id: { pattern: /^(a+)+$/ } },
  });

  expect(performance.now() - since).toBeLessThan(5_000);
  expect(rows.map((row) => row.id)).toEqual(["aaa"]);
  expect(quarantined.at(-1)?.issues).toMatchObject([{ code: "too_long_for_pattern" }]);
});

test("[ER-2] a predicate that throws fails its stream with its name", async () => {
  const { report } = await load(named(["a"]), {
    where: [
      {
        name: "mine",
        test: () => {
          throw new TypeError("no such thing");
        },
      },
    ],
  });

  expect(report).toMatchObject({ status: "failed", error: { code: "callback_failed" } });
  expect(report?.error?.message).toContain('"mine"');
});
