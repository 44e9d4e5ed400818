import { expect, test } from "vitest";
import { lineCutter } from "./line-cutter.ts";
import { parseLines } from "./parse-json.ts";

function parsed(text: string, size: number): unknown[] {
  const bytes = new TextEncoder().encode(text);
  const cutter = lineCutter();
  const values: unknown[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    const { lines, text: chunk } = cutter.push(bytes.slice(at, at + size));
    if (lines.length > 0) values.push(...parseLines(lines, chunk, () => []));
  }
  cutter.end();
  return values;
}

test("[VA-3] a number that a double would change is kept in whatever pieces its line arrives", () => {
  const text = [
    '{"id":1,"zero":0}',
    '{"n":9007199254740993,"zero":0}\r',
    '{"at":"2026-11-24","n":[1e400,-1e-400,0]}',
    "",
    "1234567890.12345678",
    "0.5",
    "",
  ].join("\n");

  for (let size = 1; size <= text.length; size++) {
    expect(parsed(text, size)).toEqual([
      { id: 1, zero: 0 },
      { n: "9007199254740993", zero: 0 },
      { at: "2026-11-24", n: ["1e400", "-1e-400", 0] },
      "1234567890.12345678",
      0.5,
    ]);
  }
});
