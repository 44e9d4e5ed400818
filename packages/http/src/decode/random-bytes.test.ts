import { gzipSync } from "node:zlib";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decode, decoders } from "./decoders.fixture.ts";
import { parseJson } from "./parse-json.ts";

const DECODE_CODES = ["not_json", "truncated", "wrong_shape", "response_too_large"];
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const runs = { numRuns: 50, seed: 20_261_124 };

const record = { id: "1", name: 'Łukasz "ü" 😀\n', n: [1.5, -2e7, 12_345_678_901_234, null] };
const document = encode(JSON.stringify({ data: [record, { ...record, deep: { a: [[], {}] } }] }));
const lines = encode(`${JSON.stringify(record)}\n${JSON.stringify({ big: 1 })}\r\n\n[2]\n`);
const zipped = new Uint8Array(gzipSync(lines));
/** What each decoder takes, whole. */
const valid: Readonly<Record<string, Uint8Array>> = {
  json: document,
  "an error's text": document,
  lines,
  bytes: lines,
  ndjson: lines,
  gunzip: zipped,
};
const names = Object.keys(decoders);
const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });
/** Bytes as they come, and such as look like what is due. */
const bodies = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.json({ maxDepth: 4 }).map(encode),
  fc.string({ unit: "binary", maxLength: 200 }).map(encode),
  fc
    .array(
      fc.constantFrom("{", "}", "[", "]", '"', "\\", ",", ":", "1", ".", "e", "-", "\n", "ü"),
      {
        maxLength: 200,
      },
    )
    .map((parts) => encode(parts.join(""))),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => new Uint8Array(gzipSync(bytes))),
  fc.uint8Array({ maxLength: 200 }).map((tail) => new Uint8Array([31, 139, 8, 0, ...tail])),
);

/** The code of a result that is an error of ours. */
async function codeOf(
  name: string,
  bytes: Uint8Array,
  pieces?: readonly number[],
): Promise<string> {
  const outcome = await decode(name, bytes, pieces);
  return "code" in outcome ? outcome.code : "none";
}

describe.each(names)("[HT-3] [HT-4] the decoder of %s", (name) => {
  const errors = name === "an error's text" ? ["http_status"] : DECODE_CODES;

  test("meets any bytes with a value or a typed error", async () => {
    await fc.assert(
      fc.asyncProperty(bodies, sizes, async (bytes, pieces) => {
        expect(["none", ...errors]).toContain(await codeOf(name, bytes, pieces));
      }),
      runs,
    );
  });

  test("does not care in which pieces a body arrives", async () => {
    await fc.assert(
      fc.asyncProperty(bodies, sizes, async (bytes, pieces) => {
        expect(await decode(name, bytes, pieces)).toEqual(await decode(name, bytes));
      }),
      runs,
    );
  });

  test("meets a good body with any byte changed with a value or a typed error", async () => {
    const good = valid[name] ?? document;
    await fc.assert(
      fc.asyncProperty(
        fc.nat(good.length - 1),
        fc.integer({ min: 1, max: 255 }),
        sizes,
        async (at, flip, pieces) => {
          const bytes = good.slice();
          bytes[at] = (bytes[at] ?? 0) ^ flip;

          expect(["none", ...errors]).toContain(await codeOf(name, bytes, pieces));
        },
      ),
      runs,
    );
  });
});

describe("[HT-3] a body cut at any byte", () => {
  test("of JSON is truncated, or no JSON where a character is cut", async () => {
    for (let end = 0; end < document.length; end++) {
      expect(["truncated", "not_json"]).toContain(await codeOf("json", document.slice(0, end)));
    }
  });

  test.each(["lines", "ndjson"])("of %s is noticed, but behind a line", async (name) => {
    for (let end = 0; end < lines.length; end++) {
      const code = await codeOf(name, lines.slice(0, end), [7]);

      expect(code === "none").toBe(end === 0 || lines[end - 1] === 10);
    }
  });

  test("of gzip is truncated", async () => {
    for (let end = 0; end < zipped.length; end++) {
      expect(await codeOf("gunzip", zipped.slice(0, end), [5])).toBe("truncated");
    }
  });
});

describe("[HT-3] gzip with a byte changed", () => {
  test("never becomes another text: it is what it was, or an error", async () => {
    for (let at = 0; at < zipped.length; at++) {
      for (const flip of [1, 255]) {
        const bytes = zipped.slice();
        bytes[at] = (bytes[at] ?? 0) ^ flip;

        const outcome = await decode("gunzip", bytes);

        expect("value" in outcome ? outcome.value : lines).toEqual(lines);
      }
    }
  });
});

describe("[VA-6] a hostile text", () => {
  const size = 150_000;
  test.each([
    ["an open string of escaped quotes", `"${'\\"'.repeat(size / 2)} 12345678901234567890 `],
    ["quotes alone", '"'.repeat(size)],
    ["backslashes alone", `"${"\\".repeat(size)} 12345678901234567890 `],
    ["digits alone", "9".repeat(size)],
    ["dots and digits", "1.".repeat(size / 2)],
    ["minus signs", "-".repeat(size)],
    ["exponents", "1e".repeat(size / 2)],
    ["open brackets", "[".repeat(size)],
    ["open braces", '{"a":'.repeat(size / 5)],
    ["blanks", " ".repeat(size)],
    ["carriage returns", "\r".repeat(size)],
    ["line ends", "\n".repeat(size)],
    ["what looks like addresses", `${"a@".repeat(size / 2)}.`],
    ["what looks like secrets", "token=".repeat(size / 6)],
    ["a long word", `bearer ${"x".repeat(size)}`],
  ])("of %s is read in linear time, and is a typed error or a value", async (_what, text) => {
    const bytes = encode(text);
    for (const name of names) {
      const begun = performance.now();

      await decode(name, bytes, [16_384]);

      expect(performance.now() - begun).toBeLessThan(4_000);
    }
  });
});

test.each(["a", "\\n", '\\"'])(
  "[VA-3] [VA-6] a text of megabytes of %j beside a long number is read as it is",
  (unit) => {
    const text = unit.repeat(2 ** 23 / unit.length);

    const parsed = parseJson(`{"text":"${text}","n": 12345678901234567890 }`);

    expect(parsed.n).toBe("12345678901234567890");
    expect(parsed.text).toHaveLength(2 ** 23 / unit.length);
  },
);

test("[HT-2] what gzip becomes is bounded by what came in, for any input", async () => {
  const bomb = new Uint8Array(gzipSync(new Uint8Array(3 * 2 ** 20)));
  await fc.assert(
    fc.asyncProperty(fc.nat(bomb.length - 1), fc.nat(255), async (at, byte) => {
      const bytes = bomb.slice();
      bytes[at] = byte;

      const outcome = await decode("gunzip", bytes);

      const size = "value" in outcome ? (outcome.value as Uint8Array).length : 0; // what it gives
      expect(size).toBeLessThanOrEqual(Math.max(2 ** 20, 100 * bytes.length));
    }),
    { ...runs, numRuns: 5 },
  );
});
