import type { JsonSchema } from "@brain/core";
import { failed, type Asked } from "../battery/check.ts";
import { expectRows } from "./same-rows.ts";
import { plainMode, tableOf, type Scene } from "./scene.ts";

const NOT_PLAIN = "it only replaces";
const DEPTH = 100;

/** A value, and the schema of the column that it goes into. */
type Sample = readonly [schema: JsonSchema, value: unknown];

const string: JsonSchema = { type: ["string", "null"] };
const integer: JsonSchema = { type: ["integer", "null"] };
const digits: JsonSchema = { type: ["string", "null"], format: "int64" };
const object: JsonSchema = { type: ["object", "null"] };

/** Values that someone's code somewhere takes for something else. */
const hostileValues: readonly Sample[] = [
  [string, ""],
  [string, "  spaces\t and tabs\r\n"],
  [string, "'; drop table t; --"],
  [string, "=1+2"],
  [string, "@sum(a1)"],
  [string, "-1"],
  [string, "0x10"],
  [string, "null"],
  [string, "NaN"],
  [string, "\\N"],
  [string, "2026-11-24T08:00:00+02:00"],
  [string, "nul\u0000in the middle"],
  [string, "half a pair \ud800"],
  [string, "👩‍👩‍👧 e\u0301 \u202e"],
  [string, "x".repeat(100_000)],
  [integer, Number.MAX_SAFE_INTEGER],
  [integer, -0],
  [digits, "9223372036854775807"],
  [digits, "99999999999999999999999"],
  [{ type: ["number", "null"] }, 1e-300],
  [{ type: ["number", "null"] }, 0.1],
  [{ type: ["boolean", "null"] }, false],
  [object, { list: [1, "two", null, { "": "empty name" }], "a.b": true }],
  [object, { deep: nested(DEPTH) }],
  [object, { half: "\udc00" }],
  [object, JSON.parse('{"__proto__":{"polluted":true},"constructor":1}')],
  [object, { digits: "12345678901234567890.123456789" }],
];

/** Values that a column with a type cannot hold. */
const unfitValues: readonly Sample[] = [
  [integer, "canary-text"],
  [integer, 1.5],
  [integer, 1e19],
  [{ type: ["boolean", "null"] }, "canary-yes"],
  [{ type: ["string", "null"], format: "date" }, "2026-02-30"],
  [{ type: ["string", "null"], format: "date-time" }, "canary-noon"],
  [string, "canary-half \ud800"],
];

/** Each value comes back as it was, or its record is rejected; none is altered. */
export async function checkValues(scene: Scene): Promise<Asked> {
  const mode = plainMode(scene);
  if (mode === undefined) return NOT_PLAIN;
  await holdsOrRejects(scene, mode, hostileValues);
  return undefined;
}

/** A record that does not fit is rejected alone, under its own number, and what it holds is not told. */
export async function checkRejected(scene: Scene): Promise<Asked> {
  const mode = plainMode(scene);
  if (mode === undefined) return NOT_PLAIN;
  const rejected = await holdsOrRejects(scene, mode, unfitValues);
  if (rejected === 0) return "it takes every value as it is";
  return undefined;
}

/** One record a value, with a good one before each. Gives how many were rejected. */
async function holdsOrRejects(
  scene: Scene,
  mode: "append" | "upsert" | "replace" | "mirror",
  samples: readonly Sample[],
): Promise<number> {
  const properties = Object.fromEntries(samples.map(([schema], at) => [`v${at}`, schema]));
  const writer = await scene.writer({ mode, jsonSchema: tableOf(properties) });
  const records = samples.flatMap(([, value], at) => [
    { id: `good-${at}` },
    { id: `sample-${at}`, [`v${at}`]: value },
  ]);
  const rejections = await scene.write(writer, records);
  await scene.commit(writer);

  const refused = new Set(rejections.map(({ index }) => index));
  for (const { index, issue, retryable } of rejections) {
    const sample = samples[(index - 1) / 2];
    if (sample === undefined)
      throw failed(`Record ${index} was rejected, whose neighbour does not fit.`);
    if (retryable)
      throw failed("A record that does not fit was rejected as if it might the next time.");
    if (issue.message.includes("canary"))
      throw failed("The issue of a rejected record shows its value.");
  }
  if (refused.size < rejections.length) throw failed("A record was rejected twice.");
  const held = records.filter((_, index) => !refused.has(index));
  expectRows("After hostile values", await scene.rows(), held);
  return refused.size;
}

function nested(depth: number): unknown {
  let value: unknown = "bottom";
  for (let level = 0; level < depth; level++) value = [value];
  return value;
}
