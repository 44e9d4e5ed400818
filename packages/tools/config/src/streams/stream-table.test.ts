import { z } from "zod";
import { expect, test } from "vitest";
import type { ObservedStream } from "./observe-source.ts";
import { longPersonalData, streamTable } from "./stream-table.ts";

const schema = z.record(z.string(), z.unknown());

function stream(
  info: Partial<ObservedStream["info"]>,
  rest: Partial<ObservedStream> = {},
): ObservedStream {
  return {
    name: "orders",
    info: { schema, primaryKey: ["id"], ...info },
    partitions: ["all"],
    variant: "",
    facts: {},
    ...rest,
  };
}

/** The one row of a stream, by column. */
function rowOf(one: ObservedStream): Record<string, string | undefined> {
  const [head = [], , row = []] = streamTable([one])
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()));
  return Object.fromEntries(head.map((title, column) => [title, row[column]]));
}

test("a stream with a cursor says its field, order and lookback, and is upserted by its key", () => {
  const cursor = { field: "at", order: "unordered", lookbackMs: 432_000_000 } as const;

  const row = rowOf(stream({ cursor }, { facts: { lookbackOption: "lookbackDays" } }));

  expect(row).toMatchObject({
    stream: "`orders`",
    "primary key": "`id`",
    cursor: "`at`, unordered",
    lookback: "5 days (`lookbackDays`)",
    "mode, read": "`upsert`, what is new",
    "one partition is": "all",
  });
});

test("a mirror without a cursor is read whole, and shows what is gone", () => {
  expect(rowOf(stream({ mode: "mirror" }))).toMatchObject({
    "mode, read": "`mirror`, whole",
    deletes: "seen",
  });
});

test("deletes that the vendor tells are named by their fields", () => {
  const row = rowOf(stream({ deletes: ["id"] }, { facts: { read: "by day" } }));

  expect(row).toMatchObject({ "mode, read": "`upsert`, by day", deletes: "told by `id`" });
});

test("fields that the config names stand together in the key, and must be there", () => {
  const keyFromConfig = { fields: ["country"], called: "its dimensions" };
  const report = (primaryKey: string[]) =>
    stream({ mode: "mirror", primaryKey }, { facts: { keyFromConfig } });

  expect(rowOf(report(["id", "country"]))["primary key"]).toBe("`id`, its dimensions");
  expect(() => streamTable([report(["id"])])).toThrow("lacks country");
});

test("an option for a lookback that the code has no more is refused", () => {
  const facts = { lookbackOption: "lookbackDays" };

  expect(() => streamTable([stream({ mode: "mirror" }, { facts })])).toThrow("has no lookback");
});

test("how a stream is read must be said where the code does not tell", () => {
  expect(() => streamTable([stream({})])).toThrow("Say how orders is read");
});

test("what a partition is must be said where there are several, and only there", () => {
  const several = { partitions: ["de", "fr"] };
  const facts = { partition: "a country" };

  expect(rowOf(stream({ mode: "mirror" }, { ...several, facts }))["one partition is"]).toBe(
    "a country",
  );
  expect(() => streamTable([stream({ mode: "mirror" }, several)])).toThrow("it has de, fr");
  expect(() => streamTable([stream({ mode: "mirror" }, { facts })])).toThrow("has one partition");
});

test("many fields of personal data are counted in the table, and listed in full beside it", () => {
  const fields = ["a", "b", "c", "d", "e", "f", "g"];
  const one = stream({
    mode: "mirror",
    pii: Object.fromEntries(fields.map((field) => [field, "name"])),
  });

  expect(rowOf(one)["personal data"]).toBe("`a`, `b`, `c`, `d`, `e` and 2 more");
  expect(longPersonalData([one])).toEqual(["- `orders`: `a`, `b`, `c`, `d`, `e`, `f`, `g`"]);
});

test("variants that read a stream alike share a row, others have their own", () => {
  const table = streamTable([
    stream({ mode: "mirror" }, { variant: "one" }),
    stream({ mode: "mirror" }, { variant: "two" }),
    stream({ mode: "mirror", primaryKey: ["uuid"] }, { variant: "three" }),
  ]);

  expect(table.split("\n").slice(2)).toEqual([
    expect.stringMatching(/^\| `orders` \| one, two \| `id` /),
    expect.stringMatching(/^\| `orders` \| three {4}\| `uuid` /),
  ]);
});

test("a column that no stream fills is left out", () => {
  expect(streamTable([stream({ mode: "mirror" })])).not.toMatch(/cursor|requests|personal/);
});
