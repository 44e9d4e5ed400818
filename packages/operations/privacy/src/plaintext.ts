import type { Json } from "@brain/core";

/** The first byte of a plaintext: how the rest is read. */
const TEXT = 0x74; // t: UTF-8, as most values are
const NUMBER = 0x6e; // n: its shortest decimal, -0 included
const JSON_TEXT = 0x6a; // j: everything else, and text with lone surrogates, which UTF-8 would lose

const START_BYTES = 4096;
let scratch = Buffer.allocUnsafeSlow(START_BYTES);

/**
 * A value with its type, in a buffer that the next call takes again and {@link forgetPlaintext} zeroes.
 *
 * @throws TypeError for what is no JSON: a bigint, a function.
 */
export function toPlaintext(value: unknown): Buffer {
  if (typeof value === "string" && value.isWellFormed()) return written(TEXT, value);
  if (typeof value === "number") return written(NUMBER, Object.is(value, -0) ? "-0" : `${value}`);
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) throw new TypeError("A value to be encrypted is no JSON.");
  return written(JSON_TEXT, text);
}

/** The value as it came. */
export function fromPlaintext(plain: Buffer): Json {
  const text = plain.toString("utf8", 1);
  if (plain[0] === TEXT) return text;
  return plain[0] === NUMBER ? Number(text) : JSON.parse(text);
}

/** Zeroes what the last values left behind. */
export function forgetPlaintext(): void {
  if (scratch.length > START_BYTES) scratch = scratch.fill(0).subarray(0, START_BYTES);
  else scratch.fill(0);
}

function written(kind: number, text: string): Buffer {
  // UTF-8 takes at most three bytes for each UTF-16 unit.
  const room = 1 + 3 * text.length;
  if (room > scratch.length) {
    scratch.fill(0);
    scratch = Buffer.allocUnsafeSlow(room);
  }
  scratch[0] = kind;
  return scratch.subarray(0, 1 + scratch.write(text, 1));
}
