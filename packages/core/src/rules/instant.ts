/** Days before each month of a year without a leap day. */
const DAYS_BEFORE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];
const DAY_LENGTH = "YYYY-MM-DD".length;
/** Fractions of a second may be long, but not without end (VA-6). */
const LONGEST = 64;

/** Whether a text is a day of the calendar, `YYYY-MM-DD`: 2023-02-30 is none. */
export function isDate(text: string): boolean {
  return text.length === DAY_LENGTH && !Number.isNaN(secondsOf(text));
}

/**
 * Whether a text is a date-time of RFC 3339: `2026-11-24T16:49:45.123Z`, or with an offset. Zone-less ones are not, since nobody
 * could tell which instant they mean (VA-4). A leap second stands where UTC has one, at 23:59:60.
 */
export function isDatetime(text: string): boolean {
  return text.length > DAY_LENGTH && !Number.isNaN(secondsOf(text));
}

/** Below 0, 0 or above 0 in time, NaN if one is neither date nor date-time. A date is its first instant in UTC. */
export function compareInstants(left: string, right: string): number {
  const seconds = secondsOf(left) - secondsOf(right);
  return seconds === 0 ? compareFractions(left, right) : seconds;
}

/** Seconds of the instant since 1970 without its fraction, NaN for anything else. Character by character: nothing is allocated. */
function secondsOf(text: string): number {
  if (text.length < DAY_LENGTH || text.length > LONGEST) return NaN;
  const days = daysOf(text);
  if (text.length === DAY_LENGTH) return days * 86_400;
  const [t, firstColon, secondColon] = [
    text.charCodeAt(10),
    text.charCodeAt(13),
    text.charCodeAt(16),
  ];
  if ((t | 32) !== 116 || firstColon !== 58 || secondColon !== 58) return NaN;
  const [hour, minute, second] = [pair(text, 11), pair(text, 14), pair(text, 17)];
  const zone = fractionEnd(text);
  const offset = offsetOf(text, zone);
  // Written so that a NaN is refused as well.
  if (!(hour <= 23 && minute <= 59 && second <= 60)) return NaN;
  const sinceMidnight = hour * 3_600 + minute * 60 + second - offset;
  const isLeapSecond = (sinceMidnight + 86_400) % 86_400 === 0;
  return second === 60 && !isLeapSecond ? NaN : days * 86_400 + sinceMidnight;
}

function daysOf(text: string): number {
  const year = pair(text, 0) * 100 + pair(text, 2);
  const [month, day] = [pair(text, 5), pair(text, 8)];
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return NaN;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const before = DAYS_BEFORE[month - 1] ?? NaN;
  const length = (DAYS_BEFORE[month] ?? NaN) - before + (isLeap && month === 2 ? 1 : 0);
  if (!(day >= 1 && day <= length)) return NaN;
  // Leap days before the year; the year 0 is one with such a day, and 478 of them come before 1970.
  const leapDays =
    year === 0
      ? 0
      : Math.floor((year - 1) / 4) -
        Math.floor((year - 1) / 100) +
        Math.floor((year - 1) / 400) +
        1;
  return (year - 1970) * 365 + leapDays - 478 + before + (isLeap && month > 2 ? 1 : 0) + day - 1;
}

/** Where the digits behind the seconds end; without a fraction, where the seconds do. -1 for a point without digits. */
function fractionEnd(text: string): number {
  let at = 19;
  if (text.charCodeAt(at) !== 46) return at;
  at += 1;
  while (isDigit(text.charCodeAt(at))) at += 1;
  return at === 20 ? -1 : at;
}

/** Seconds east of UTC of the zone that the text ends with, from `at` on. */
function offsetOf(text: string, at: number): number {
  const sign = text.charCodeAt(at);
  if ((sign | 32) === 122 && text.length === at + 1) return 0;
  if ((sign !== 43 && sign !== 45) || text.length !== at + 6 || text.charCodeAt(at + 3) !== 58)
    return NaN;
  const [hours, minutes] = [pair(text, at + 1), pair(text, at + 4)];
  if (!(hours <= 23 && minutes <= 59)) return NaN;
  return (sign === 43 ? 1 : -1) * (hours * 3_600 + minutes * 60);
}

/** Digit by digit behind the point: 0.1 is 0.10, and more digits than a clock of the machine has do count. */
function compareFractions(left: string, right: string): number {
  for (let at = 20; ; at++) {
    const one = digitAt(left, at);
    const other = digitAt(right, at);
    if (one === undefined && other === undefined) return 0;
    if (one !== other && (one ?? 0) !== (other ?? 0)) return (one ?? 0) - (other ?? 0);
  }
}

function digitAt(text: string, at: number): number | undefined {
  const code = text.charCodeAt(at);
  return text.charCodeAt(19) === 46 && isDigit(code) ? code - 48 : undefined;
}

/** A number of two digits, NaN for anything else. */
function pair(text: string, at: number): number {
  const [tens, ones] = [text.charCodeAt(at), text.charCodeAt(at + 1)];
  return isDigit(tens) && isDigit(ones) ? (tens - 48) * 10 + ones - 48 : NaN;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
