import { expect, test } from "vitest";
import { csvRow } from "./csv.ts";
import { recordFormat } from "./record-format.ts";
import { table } from "./table.ts";

const loose = {
  type: "object",
  properties: { id: { type: "number" }, name: { type: "string" } },
} as const;

test("[VA-5] csv takes the formula out of texts, and leaves numbers alone", () => {
  const risky = ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "\0x"];

  expect(csvRow([-5, "plain"])).toBe("-5,plain\r\n");
  for (const text of risky) expect(csvRow([text]).replace(/^"/, "")).toMatch(/^'/);
});

test("csv quotes as RFC 4180 says", () => {
  expect(csvRow(['a "b", c', "two\nlines", null, true, { a: 1 }])).toBe(
    '"a ""b"", c","two\nlines",,true,"{""a"":1}"\r\n',
  );
});

test("csv has one header, and keeps fields that the schema does not know", () => {
  const format = recordFormat("csv", loose, 80);

  expect(format([{ id: 1, name: "a" }])).toBe("id,name,_extra\r\n1,a,\r\n");
  expect(format([{ id: 2, name: "b", late: 3 }])).toBe('2,b,"{""late"":3}"\r\n');
});

test("jsonl is one object a line", () => {
  expect(recordFormat("jsonl", loose, 80)([{ id: 1 }, { id: 2 }])).toBe('{"id":1}\n{"id":2}\n');
});

test("a table shows the columns that fit, and no control character", () => {
  const format = recordFormat("table", loose, 8);

  const lines = format([{ id: 1, name: "a long\u001b[2J name" }]).split("\n");

  expect(lines[0]).toBe("id");
  expect(table(["name"], [["a\u001bb"]])).not.toContain("\u001b");
});
