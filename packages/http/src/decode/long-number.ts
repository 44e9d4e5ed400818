/** Longer runs of digits may not fit a double exactly. */
const SAFE_DIGITS = 15;
const STRIDE = SAFE_DIGITS + 1;
/** A string, or a number with its integer part, its fraction and its exponent. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?(\d+)(\.\d+)?([eE][+-]?\d+)?/gs;

/**
 * Whether a JSON text may hold a number of more than 15 digits outside strings. Only every sixteenth character is looked
 * at: no such run can hide between two of them.
 */
export function mayHoldLongNumber(text: string): boolean {
  for (let at = STRIDE - 1; at < text.length; at += STRIDE) {
    if (!isNumeric(text.charCodeAt(at))) continue;
    let start = at;
    while (start > 0 && isNumeric(text.charCodeAt(start - 1))) start--;
    let end = at + 1;
    while (end < text.length && isNumeric(text.charCodeAt(end))) end++;
    if (end - start > SAFE_DIGITS && !isQuote(text, start - 1) && !isQuote(text, end)) return true;
    at = end;
  }
  return false;
}

/** The same JSON with every number that a double would round put into quotes. */
export function quoteLongNumbers(text: string): string {
  return text.replace(TOKEN, (token, integer?: string, fraction = "", exponent = "") =>
    integer !== undefined && isRounded(token, integer, fraction, exponent) ? `"${token}"` : token,
  );
}

function isRounded(token: string, integer: string, fraction: string, exponent: string): boolean {
  if (fraction === "" && exponent === "") return !Number.isSafeInteger(Number(token));
  return `${integer}${fraction.slice(1)}`.replace(/^0+/, "").length > SAFE_DIGITS;
}

/** A digit or a decimal point. */
function isNumeric(unit: number): boolean {
  return (unit >= 48 && unit <= 57) || unit === 46;
}

function isQuote(text: string, at: number): boolean {
  return text.charCodeAt(at) === 34;
}
