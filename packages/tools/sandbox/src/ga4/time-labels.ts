import { DAY_MS } from "../zone.ts";

const pad = (value: number, length: number): string => String(value).padStart(length, "0");
const dateOf = (day: number): Date => new Date(day * DAY_MS);
const weekday = (day: number): number => dateOf(day).getUTCDay();
const firstOfYear = (year: number): number => Date.UTC(year, 0, 1) / DAY_MS;
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** `YYYYMMDD` of a day since 1970. */
export const compactDate = (day: number): string =>
  dateOf(day).toISOString().slice(0, 10).replaceAll("-", "");

/** Weeks begin on Sunday; week 01 holds 1 January. */
const week = (day: number): number => {
  const first = firstOfYear(dateOf(day).getUTCFullYear());
  return Math.floor((day - first + weekday(first)) / 7) + 1;
};

/** Weeks begin on Monday; week 01 holds the first Thursday. */
const isoWeek = (day: number): { year: number; week: number } => {
  const thursday = day + 3 - ((weekday(day) + 6) % 7);
  const year = dateOf(thursday).getUTCFullYear();
  return { year, week: Math.floor((thursday - firstOfYear(year)) / 7) + 1 };
};

const months = (day: number): number =>
  dateOf(day).getUTCFullYear() * 12 + dateOf(day).getUTCMonth();

/** Labels of the dimensions that only a day decides; `first` is the first day of the request. */
export const dayLabels: Readonly<Record<string, (day: number, first: number) => string>> = {
  date: compactDate,
  year: (day) => String(dateOf(day).getUTCFullYear()),
  month: (day) => pad(dateOf(day).getUTCMonth() + 1, 2),
  day: (day) => pad(dateOf(day).getUTCDate(), 2),
  week: (day) => pad(week(day), 2),
  yearMonth: (day) => compactDate(day).slice(0, 6),
  yearWeek: (day) => `${dateOf(day).getUTCFullYear()}${pad(week(day), 2)}`,
  isoWeek: (day) => pad(isoWeek(day).week, 2),
  isoYear: (day) => String(isoWeek(day).year),
  isoYearIsoWeek: (day) => `${isoWeek(day).year}${pad(isoWeek(day).week, 2)}`,
  dayOfWeek: (day) => String(weekday(day)),
  dayOfWeekName: (day) => WEEKDAYS[weekday(day)] ?? "",
  nthDay: (day, first) => pad(day - first, 4),
  nthWeek: (day, first) => pad(Math.floor((day - first + weekday(first)) / 7), 4),
  nthMonth: (day, first) => pad(months(day) - months(first), 4),
  nthYear: (day, first) => pad(dateOf(day).getUTCFullYear() - dateOf(first).getUTCFullYear(), 4),
  // Of realtime reports, whose days are minutes.
  minutesAgo: (minute) => pad(-minute, 2),
};
