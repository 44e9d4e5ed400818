import { expect, test } from "vitest";
import { csvRows } from "./csv-rows.ts";

async function* pieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

test("quotes, newlines within them, empty cells and umlauts come out of pieces of any size", async () => {
  const text = 'a,b,c\n"x ""y""\nz",,ü\r\n\n,,\n"",1,"2"';

  for (const size of [1, 2, 3, 7, 100]) {
    const rows: string[][] = [];
    for await (const found of csvRows(pieces(text, size))) rows.push(...found);
    expect(rows).toEqual([
      ["a", "b", "c"],
      ['x "y"\nz', "", "ü"],
      ["", "", ""],
      ["", "1", "2"],
    ]);
  }
});

test("[HT-3] what ends within quotes, or within a letter, is not whole", async () => {
  const read = async (body: AsyncIterable<Uint8Array>): Promise<void> => {
    for await (const rows of csvRows(body)) void rows;
  };
  async function* halfLetter(): AsyncGenerator<Uint8Array> {
    yield Uint8Array.of(0x61, 0xc3);
  }

  await expect(read(pieces('a,"b', 2))).rejects.toMatchObject({ code: "truncated" });
  await expect(read(halfLetter())).rejects.toMatchObject({ code: "not_json" });
});
