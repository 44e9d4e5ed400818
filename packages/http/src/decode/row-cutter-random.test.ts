import { BrainError } from "@brain/core";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseJson } from "./parse-json.ts";
import { cutRows } from "./row-cutter.ts";

const runs = { numRuns: 150, seed: 20_261_124 };
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

function arriving(bytes: Uint8Array, sizes: readonly number[]): ReadableStream<Uint8Array> {
  let at = 0;
  let piece = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      const size = sizes[piece++ % sizes.length] ?? bytes.length;
      controller.enqueue(bytes.slice(at, at + size));
      at += size;
    },
  });
}

/** What is read of an answer, or the code of an error of ours. */
async function cut(bytes: Uint8Array, sizes: readonly number[] = [bytes.length]): Promise<unknown> {
  const rows: unknown[] = [];
  try {
    for await (const part of cutRows(arriving(bytes, sizes), "rows")) {
      rows.push(...part.rows);
      if (part.complete) return { rows, envelope: part.envelope };
    }
    return "without an end";
  } catch (error) {
    if (!BrainError.isInstance(error)) throw error;
    return error.code;
  }
}

const answer = {
  dimensionHeaders: [{ name: "city" }],
  rows: [
    { dimensionValues: [{ value: 'Łódź "[{' }], metricValues: [{ value: "1" }] },
    { dimensionValues: [{ value: "\\]}," }], metricValues: [{ value: "2.5" }] },
  ],
  rowCount: 2,
  metadata: { note: '"rows":[', rows: [] },
};
const good = encode(JSON.stringify(answer, null, 1));
const sizes = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 5 });
/** Rows are objects: anything else is refused. */
const rows = fc.array(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), { maxLength: 6 });
const parts = [
  '{"rows":[',
  "]",
  "}",
  "{",
  "[",
  '"',
  "\\",
  ",",
  ":",
  "1",
  '"rows"',
  "null",
  " ",
  "ü",
];
const bodies = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.array(fc.constantFrom(...parts), { maxLength: 60 }).map((list) => encode(list.join(""))),
  fc
    .tuple(rows, fc.jsonValue())
    .map(([list, rest]) => encode(JSON.stringify({ list, rows: list, rest }))),
);
const results = ["not_json", "truncated", "wrong_shape", "response_too_large"];

describe("[HT-3] [HT-4] cutting rows out of any bytes", () => {
  test("gives rows or a typed error, and the same in whichever pieces they arrive", async () => {
    await fc.assert(
      fc.asyncProperty(bodies, sizes, async (bytes, pieces) => {
        const whole = await cut(bytes);

        expect(await cut(bytes, pieces)).toEqual(whole);
        expect(typeof whole === "string" ? results : [whole]).toContain(whole);
      }),
      runs,
    );
  });

  test("[VA-3] gives what parseJson gives of the whole answer", async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.jsonValue(), sizes, async (list, rest, pieces) => {
        const json = JSON.stringify({ before: rest, rows: list, after: rest });
        const whole = parseJson<{ rows: unknown[] }>(json);

        const found = await cut(encode(json), pieces);

        expect(found).toEqual({ rows: whole.rows, envelope: { ...whole, rows: [] } });
      }),
      runs,
    );
  });

  test("notices an answer cut at any byte", async () => {
    for (let end = 0; end < good.length; end++) {
      expect(results).toContain(await cut(good.slice(0, end), [9]));
    }
  });

  test("of a good answer with any byte changed never gives other rows than parseJson", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(good.length - 1),
        fc.integer({ min: 1, max: 255 }),
        sizes,
        async (at, flip, pieces) => {
          const bytes = good.slice();
          bytes[at] = (bytes[at] ?? 0) ^ flip;

          const found = await cut(bytes, pieces);

          const parsed = parsedOrNot(bytes);
          expect(typeof found === "string" ? undefined : found).toEqual(
            typeof found === "string" ? undefined : parsed,
          );
        },
      ),
      { ...runs, numRuns: 600 },
    );
  });

  test.each([
    ["quotes", '"'],
    ["backslashes", "\\"],
    ["brackets", "["],
    ["braces", '{"rows":['],
    ["blanks", " "],
    ["digits", "9"],
  ])("takes linear time over many %s", async (_what, unit) => {
    const begun = performance.now();

    await cut(encode(`{"rows":[${unit.repeat(300_000 / unit.length)}`), [16_384]);
    await cut(encode(`{"a":${unit.repeat(300_000 / unit.length)}`), [16_384]);

    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});

/** An answer as `cut` gives it, parsed whole. */
function parsedOrNot(bytes: Uint8Array): unknown {
  try {
    const whole = parseJson<{ rows?: unknown }>(
      new TextDecoder("utf-8", { fatal: true }).decode(bytes),
    );
    if (!Array.isArray(whole.rows)) return { rows: [], envelope: whole };
    return { rows: whole.rows, envelope: { ...whole, rows: [] } };
  } catch {
    return "refused";
  }
}
