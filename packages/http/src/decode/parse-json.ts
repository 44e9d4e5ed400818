import { DecodeError, type Some } from "@brain/core";
import { MAX_JSON_DEPTH } from "../limits.ts";
import { excerpt } from "../redact.ts";
import { mayHoldLongNumber, mayHoldTinyNumber, quoteLongNumbers } from "./long-number.ts";
import { HAS_LOST, HAS_ZERO, lookThrough, TOO_DEEP } from "./look-through.ts";

/**
 * Strict JSON (VA-3): integers beyond 2^53, decimals of more than 15 digits and what is too large or too close to zero
 * for a double stay digit strings. Nothing is nested deeper than 128 levels. A key such as `__proto__` is a field like any
 * other.
 *
 * @throws DecodeError `not_json`, or `truncated` when the text ends early; at most 200 redacted characters of it are shown,
 * and only of what is no JSON from its beginning.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller says what the JSON is, as with JSON.parse
export function parseJson<T = Some>(
  text: string,
  secrets: () => readonly string[] = NO_SECRETS,
): T {
  return parseExact(mayHoldLongNumber(text) ? quoteLongNumbers(text) : text, text, secrets);
}

/** Each line as {@link parseJson} does it; `text` is all of them but the beginning of the first, looked through at once. */
export function parseLines<T>(
  lines: readonly string[],
  text: string,
  secrets: () => readonly string[],
): T[] {
  return mayHoldLongNumber(text) || mayHoldLongNumber(lines[0] ?? "")
    ? lines.map((line) => parseJson<T>(line, secrets))
    : lines.map((line) => parseExact<T>(line, line, secrets));
}

const NO_SECRETS = (): readonly string[] => [];

/** `json` is `text` without a number of too many digits. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- as above
function parseExact<T>(json: string, text: string, secrets: () => readonly string[]): T {
  let value: T;
  try {
    value = JSON.parse(json);
  } catch {
    // The parser's own error quotes the body, so it is no cause here.
    throw isCut(text) ? endsEarly() : notJson(text, secrets);
  }
  const worst = lookThrough(value, MAX_JSON_DEPTH);
  if (worst === TOO_DEEP) throw tooDeep();
  // Such numbers are short, so they are looked for where their values, or zeros, were found.
  if (worst === HAS_LOST || (worst === HAS_ZERO && mayHoldTinyNumber(text))) {
    return JSON.parse(quoteLongNumbers(text));
  }
  return value;
}

/** Whether a text that is no JSON would go on: empty, or its last string, array or object is still open. */
function isCut(text: string): boolean {
  if (/^\s*[^\s[{]/.test(text)) return false;
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === "\\" && quoted) at++;
    else if (char === '"') quoted = !quoted;
    else if (!quoted && (char === "{" || char === "[")) depth++;
    else if (!quoted && (char === "}" || char === "]")) depth--;
  }
  return quoted || depth > 0 || text.trim() === "";
}

export function tooDeep(): DecodeError {
  return new DecodeError({
    code: "not_json",
    message: `The JSON is nested deeper than ${MAX_JSON_DEPTH} levels.`,
    retryable: false,
  });
}

export function endsEarly(): DecodeError {
  return new DecodeError({ code: "truncated", message: "The JSON ends before its end." });
}

/** A text that begins with a bracket is data, of which nothing is shown. */
export function notJson(text: string, secrets = NO_SECRETS): DecodeError {
  const shown = /^\s*[[{]/.test(text.slice(0, 100)) ? "" : `: ${excerpt(text, secrets())}`;
  return new DecodeError({ code: "not_json", message: `The body is no JSON${shown}` });
}
