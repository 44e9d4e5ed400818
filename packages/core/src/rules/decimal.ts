/** What JSON writes as a number: no sign in front, no leading zeros, so that `007` and `+5` stay the texts they are. */
const DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d{1,6})?$/;
const INTEGER = /^-?(?:0|[1-9]\d*)$/;
/** Longer texts are no numbers to us (VA-6). */
const MOST_DIGITS = 10_000;
/** A number of so many characters, written without an exponent, is one of the machine's as well, exactly. */
const EXACT = /^[\d.-]{1,15}$/;

/** Whether a text is a number, as exact decimals and integers beyond 2^53 are kept (VA-3). */
export function isDecimal(text: string): boolean {
  return text.length <= MOST_DIGITS && DECIMAL.test(text);
}

/** Whether a text is an integer of any size. */
export function isIntegerText(text: string): boolean {
  return text.length <= MOST_DIGITS && INTEGER.test(text);
}

/** Whether the machine's number for a text, which {@link isDecimal}, differs from the number of every other such text. */
export function isExact(text: string): boolean {
  return EXACT.test(text);
}

/** Below 0, 0 or above 0, digit by digit: both must be {@link isDecimal}. */
export function compareDecimals(left: string, right: string): number {
  if (isExact(left) && isExact(right)) return Number(left) - Number(right);
  const [one, other] = [partsOf(left), partsOf(right)];
  if (one.sign !== other.sign) return one.sign - other.sign;
  if (one.magnitude !== other.magnitude) return one.sign * (one.magnitude - other.magnitude);
  if (one.digits === other.digits) return 0;
  // Digits without their trailing zeros compare as texts do: 12 before 123.
  return one.digits < other.digits ? -one.sign : one.sign;
}

/** `sign · 0.digits · 10^magnitude`, with digits that neither begin nor end with 0. */
function partsOf(text: string): {
  readonly sign: -1 | 0 | 1;
  readonly magnitude: number;
  readonly digits: string;
} {
  const isNegative = text.startsWith("-");
  const [mantissa = "", exponent = "0"] = text.slice(isNegative ? 1 : 0).split(/e/i);
  const [whole = "", fraction = ""] = mantissa.split(".");
  const all = `${whole}${fraction}`;
  const first = all.search(/[1-9]/);
  if (first < 0) return { sign: 0, magnitude: 0, digits: "" };
  return {
    sign: isNegative ? -1 : 1,
    magnitude: whole.length - first + Number(exponent),
    digits: withoutTrailingZeros(all.slice(first)),
  };
}

/** A loop, since a pattern with `0+$` takes quadratic time. */
function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === "0") end -= 1;
  return digits.slice(0, end);
}
