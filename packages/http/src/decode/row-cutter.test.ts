import { describe, expect, test } from "vitest";
import { cutRows } from "./row-cutter.ts";

/** A body that arrives in pieces of `size` bytes. */
function bodyOf(text: string | Uint8Array, size = 64 * 1024): ReadableStream<Uint8Array> {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.subarray(at, at + size));
      at += size;
    },
  });
}

async function cut(text: string | Uint8Array, size?: number) {
  const rows: unknown[] = [];
  const batches: number[] = [];
  let envelope: unknown;
  for await (const part of cutRows(bodyOf(text, size), "rows")) {
    rows.push(...part.rows);
    if (part.rows.length > 0) batches.push(part.rows.length);
    if (part.complete) ({ envelope } = part);
  }
  return { rows, batches, envelope };
}

const awkward = [
  { value: 'a "quoted" } ] , { [ text' },
  { value: String.raw`ends with a backslash \ ` + "\\" },
  { value: '\\"},{"rows":[' },
  { value: "ñandú 日本 🎉 \u2028" },
  { value: "" },
  { nested: [[{ deep: ["]"] }], {}] },
];

describe("cutRows", () => {
  test.each([1, 2, 3, 7, 64, 100_000])(
    "gives the rows of the whole text, %d bytes at a time",
    async (size) => {
      const answer = {
        kind: "x",
        rows: awkward,
        rowCount: 6,
        metadata: { rows: [1, 2], note: '"rows":[' },
      };

      const found = await cut(JSON.stringify(answer), size);

      expect(found.rows).toEqual(awkward);
      expect(found.envelope).toEqual({ ...answer, rows: [] });
    },
  );

  test("takes white space, escapes and any order of fields", async () => {
    const answer = {
      metadata: { timeZone: "UTC" },
      rows: awkward,
      dimensionHeaders: [{ name: "a" }],
    };

    const found = await cut(`\uFEFF\r\n${JSON.stringify(answer, null, "\t")}\n`, 5);

    expect(found.rows).toEqual(awkward);
    expect(found.envelope).toEqual({ ...answer, rows: [] });
  });

  test("gives an answer without rows as it is, and empty and null lists too", async () => {
    expect((await cut('{"rowCount":0}')).envelope).toEqual({ rowCount: 0 });
    expect((await cut('{"rows": [ ] ,"a":1}')).envelope).toEqual({ rows: [], a: 1 });
    expect((await cut('{"rows":null}')).envelope).toEqual({ rows: null });
  });

  test("ignores lists of that name in deeper places, and names that only look alike", async () => {
    const answer = {
      data: { rows: [1] },
      list: ["rows", []],
      row: [2],
      rowsX: [3],
      rows: [{ a: 1 }],
    };

    const found = await cut(JSON.stringify(answer), 3);

    expect(found.rows).toEqual([{ a: 1 }]);
    expect(found.envelope).toEqual({ ...answer, rows: [] });
  });

  test("[MM-1] parses about 64 kB at a time, also of a body that comes in one piece", async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => ({
      value: `row ${index} ${"x".repeat(60)}`,
    }));

    const found = await cut(JSON.stringify({ rows }), Infinity);

    expect(found.rows).toEqual(rows);
    expect(found.batches.length).toBeGreaterThan(20);
    expect(Math.max(...found.batches)).toBeLessThan(1_000);
  });

  test("[HT-3] notices wherever the body ends early", async () => {
    const whole = JSON.stringify({
      kind: "x",
      rows: awkward.slice(0, 4),
      rowCount: 4,
      metadata: { a: "b" },
    });
    const bytes = new TextEncoder().encode(whole);

    for (let length = 0; length < bytes.length; length += 3) {
      await expect(cut(bytes.subarray(0, length), 50)).rejects.toMatchObject({
        code: "truncated",
        retryable: true,
      });
    }
  });

  test.each([
    ["no comma between rows", '{"rows":[{"a":1} {"b":2}]}'],
    ["two commas between rows", '{"rows":[{"a":1},,{"b":2}]}'],
    ["a comma after the last row", '{"rows":[{"a":1},]}'],
    ["rows that are no objects", '{"rows":["a",1]}'],
    ["two lists of rows", '{"rows":[{"a":1}],"rows":[{"a":2}]}'],
    ["something after the end", '{"rows":[{"a":1}]}x'],
    ["brackets that do not match", '{"rows":[{"a":[1}]]}'],
    ["a bare list", "[1,2]"],
  ])("[HT-3] refuses %s", async (_what, text) => {
    await expect(cut(text, 4)).rejects.toMatchObject({ name: "DecodeError" });
  });

  test("[HT-4] refuses HTML with a short sample, long words masked", async () => {
    const page = `<html>session=${"s".repeat(40)} ${"word ".repeat(200)}</html>`;

    const failure: unknown = await cut(page).catch((error: unknown) => error);

    expect(failure).toMatchObject({ code: "not_json" });
    expect(String(failure)).toContain("<html>");
    expect(String(failure)).not.toContain("ssss");
    expect(String(failure).length).toBeLessThan(400);
  });

  test("[HT-4] refuses bytes that are not UTF-8", async () => {
    const bytes = new TextEncoder().encode('{"rows":[{"a":"?"}]}');
    bytes[bytes.indexOf(63)] = 0xff;

    await expect(cut(bytes)).rejects.toMatchObject({ code: "not_json" });
  });

  test("[HT-2] refuses a row of more than 16 MiB", async () => {
    await expect(cut(`{"rows":[{"a":"${"x".repeat(17 * 2 ** 20)}"}]}`)).rejects.toMatchObject({
      code: "response_too_large",
    });
  });

  test("[VA-6] refuses nesting deeper than 128 levels", async () => {
    await expect(cut(`{"rows":[${"[".repeat(200)}`)).rejects.toMatchObject({
      code: "not_json",
      retryable: false,
    });
  });

  test("cancels the body when its reader stops early", async () => {
    let cancelled = false;
    const row = `{"value":"${"x".repeat(1_000)}"}`;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode(`{"rows":[${row}`)),
      pull: (controller) => controller.enqueue(new TextEncoder().encode(`,${row}`)),
      cancel: () => void (cancelled = true),
    });

    for await (const { rows } of cutRows(body, "rows")) {
      expect(rows.length).toBeGreaterThan(30);
      break;
    }

    expect(cancelled).toBe(true);
  });
});
