import { expect, test } from "vitest";
import { periodOf, splitIntoPeriods, type Period } from "./periods.ts";

const split = (period: Period, first: string, last: string, until = last): string[] =>
  [...splitIntoPeriods(period, { first, last }, until)].map(
    (part) => `${part.first}..${part.last}${part.end === part.last ? "" : ` of ${part.end}`}`,
  );

test("days one by one", () => {
  expect(split("day", "2026-02-27", "2026-03-01")).toEqual([
    "2026-02-27..2026-02-27",
    "2026-02-28..2026-02-28",
    "2026-03-01..2026-03-01",
  ]);
});

test("weeks begin on Sunday and are cut at the turn of the year", () => {
  expect(split("week", "2025-12-31", "2026-01-06", "2026-01-20")).toEqual([
    "2025-12-28..2025-12-31",
    "2026-01-01..2026-01-03",
    "2026-01-04..2026-01-10",
  ]);
});

test("ISO weeks begin on Monday and run through the turn of the year", () => {
  expect(split("iso-week", "2025-12-31", "2026-01-06", "2026-01-20")).toEqual([
    "2025-12-29..2026-01-04",
    "2026-01-05..2026-01-11",
  ]);
});

test("[dlt#2727] months and years that a window touches are read whole, as far as there is data", () => {
  expect(split("month", "2024-01-31", "2024-03-02", "2024-03-10")).toEqual([
    "2024-01-01..2024-01-31",
    "2024-02-01..2024-02-29",
    "2024-03-01..2024-03-10 of 2024-03-31",
  ]);
  expect(split("year", "2025-05-05", "2025-05-06", "2026-11-23")).toEqual([
    "2025-01-01..2025-12-31",
  ]);
});

test("a report without a time dimension is read over exactly its window", () => {
  expect(split("window", "2026-11-03", "2026-11-20", "2026-11-23")).toEqual([
    "2026-11-03..2026-11-20",
  ]);
});

test("an empty range has no periods", () => {
  expect(split("day", "2026-11-03", "2026-11-02")).toEqual([]);
  expect(split("window", "2026-11-03", "2026-11-02")).toEqual([]);
});

test("the finest time dimension decides", () => {
  expect(periodOf(["country", "dateHour"])).toBe("day");
  expect(periodOf(["yearMonth", "yearWeek"])).toBe("week");
  expect(periodOf(["isoYearIsoWeek", "year"])).toBe("iso-week");
  expect(periodOf(["month", "hour", "country"])).toBe("window");
});
