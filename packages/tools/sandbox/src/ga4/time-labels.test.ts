import { expect, test } from "vitest";
import { DAY_MS } from "../zone.ts";
import { dayLabels } from "./time-labels.ts";

const day = (date: string): number => Date.parse(date) / DAY_MS;

test.each([
  [
    "2026-11-24",
    {
      date: "20261124",
      year: "2026",
      month: "11",
      day: "24",
      week: "48",
      yearMonth: "202611",
      yearWeek: "202648",
      isoWeek: "48",
      isoYear: "2026",
      isoYearIsoWeek: "202648",
      dayOfWeek: "2",
      dayOfWeekName: "Tuesday",
    },
  ],
  ["2026-01-01", { week: "01", yearWeek: "202601", isoWeek: "01", dayOfWeek: "4" }],
  ["2026-01-04", { week: "02", isoYearIsoWeek: "202601", dayOfWeek: "0", dayOfWeekName: "Sunday" }],
  [
    "2027-01-01",
    { week: "01", yearWeek: "202701", isoWeek: "53", isoYear: "2026", isoYearIsoWeek: "202653" },
  ],
  ["2024-12-30", { yearWeek: "202453", isoYearIsoWeek: "202501" }],
])("%s is %o", (date, expected) => {
  const actual = Object.fromEntries(
    Object.keys(expected).map((name) => [name, dayLabels[name]?.(day(date), day(date))]),
  );

  expect(actual).toEqual(expected);
});

test("nth dimensions count from the first day of the request", () => {
  const first = day("2026-10-30");
  const at = (name: string, date: string) => dayLabels[name]?.(day(date), first);

  expect(at("nthDay", "2026-11-02")).toBe("0003");
  expect(at("nthWeek", "2026-10-31")).toBe("0000");
  expect(at("nthWeek", "2026-11-01")).toBe("0001");
  expect(at("nthMonth", "2026-11-01")).toBe("0001");
  expect(at("nthYear", "2027-01-01")).toBe("0001");
});
