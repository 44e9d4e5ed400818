import { MIN_NORMAL } from "./look-through.ts";

/** Longer runs of digits may not fit a double exactly. */
const SAFE_DIGITS = 15;
const STRIDE = SAFE_DIGITS + 1;
const HALF = STRIDE / 2;
/** A number with its integer part, its fraction and its exponent. */
const NUMBER = /-?(\d+)(\.\d+)?([eE][+-]?\d+)?/g;
/** With fewer than three digits a number would need many others to be tiny. What follows tells it from a UUID's part. */
const TINY_EXPONENT = /\d{3,}(?:[\s,\]}]|$)/y;

/**
 * Whether a JSON text may hold a number of more than 15 digits outside strings. Only every sixteenth character is looked
 * at: no such run can hide between two of them.
 */
export function mayHoldLongNumber(text: string): boolean {
  for (let at = STRIDE - 1; at < text.length; at += STRIDE) {
    if (!isNumeric(text.charCodeAt(at))) continue;
    // A run of sixteen goes on for eight to one side at least. Most numbers do not, and are left at that.
    if (!isNumeric(text.charCodeAt(at - HALF)) && !isNumeric(text.charCodeAt(at + HALF))) continue;
    let start = at;
    while (start > 0 && isNumeric(text.charCodeAt(start - 1))) start--;
    let end = at + 1;
    while (end < text.length && isNumeric(text.charCodeAt(end))) end++;
    if (end - start > SAFE_DIGITS && !isQuote(text, start - 1) && !isQuote(text, end)) return true;
    at = end;
  }
  return false;
}

/** Whether a JSON text may hold a number that is so close to zero that a double takes it for zero: `1e-400`. */
export function mayHoldTinyNumber(text: string): boolean {
  for (let at = text.indexOf("-"); at !== -1; at = text.indexOf("-", at + 1)) {
    if ((text.charCodeAt(at - 1) | 32) !== 101 || !isNumeric(text.charCodeAt(at - 2))) continue;
    TINY_EXPONENT.lastIndex = at + 1;
    if (TINY_EXPONENT.test(text)) return true;
  }
  return false;
}

/** The same JSON with every number that a double would change put into quotes. */
export function quoteLongNumbers(text: string): string {
  let quoted = "";
  let at = 0;
  // String by string, and not by one expression: that overflows the stack within a string of some megabytes, and takes
  // forever where one is never closed.
  while (at < text.length) {
    const found = text.indexOf('"', at);
    const start = found === -1 ? text.length : found;
    const end = stringEnd(text, start);
    quoted += quoteNumbers(text.slice(at, start)) + text.slice(start, end);
    at = end;
  }
  return quoted;
}

function quoteNumbers(text: string): string {
  return text.replace(NUMBER, (token, integer: string, fraction = "", exponent = "") =>
    isRounded(token, integer, fraction, exponent) ? `"${token}"` : token,
  );
}

/** Where the string that begins at `start` has ended; the text's end if it never does. */
function stringEnd(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end + 1;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(at - 1 - backslashes) === 92) backslashes++;
  return backslashes % 2 === 1;
}

function isRounded(token: string, integer: string, fraction: string, exponent: string): boolean {
  if (fraction === "" && exponent === "") return !Number.isSafeInteger(Number(token));
  const digits = `${integer}${fraction.slice(1)}`.replace(/^0+/, "");
  if (digits.length > SAFE_DIGITS) return true;
  const size = Math.abs(Number(token));
  return size === Infinity || (size < MIN_NORMAL && digits !== "");
}

/** A digit or a decimal point. */
function isNumeric(unit: number): boolean {
  return (unit >= 48 && unit <= 57) || unit === 46;
}

function isQuote(text: string, at: number): boolean {
  return text.charCodeAt(at) === 34;
}
