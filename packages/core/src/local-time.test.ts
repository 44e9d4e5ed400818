import { describe, expect, test } from "vitest";
import { createLocalTime } from "./local-time.ts";

const wall = (text: string): number => Date.parse(`${text}Z`);

describe("[VA-4] what a clock on a wall shows", () => {
  test.each([
    ["2026-01-15T12:00:00", "America/Los_Angeles", "2026-01-15T20:00:00.000Z"],
    ["2026-07-15T12:00:00", "America/Los_Angeles", "2026-07-15T19:00:00.000Z"],
    ["2026-11-01T00:59:59", "America/Los_Angeles", "2026-11-01T07:59:59.000Z"],
    // Comes twice: the first of the two.
    ["2026-11-01T01:30:00", "America/Los_Angeles", "2026-11-01T08:30:00.000Z"],
    ["2026-11-01T02:00:00", "America/Los_Angeles", "2026-11-01T10:00:00.000Z"],
    ["2026-03-08T01:59:59", "America/Los_Angeles", "2026-03-08T09:59:59.000Z"],
    ["2026-03-08T03:00:00", "America/Los_Angeles", "2026-03-08T10:00:00.000Z"],
    ["2026-11-24T00:00:00", "Asia/Kathmandu", "2026-11-23T18:15:00.000Z"],
    // Is left out: counted as before the change.
    ["2026-03-08T02:30:00", "America/Los_Angeles", "2026-03-08T10:30:00.000Z"],
    ["2026-04-05T01:30:00", "Australia/Lord_Howe", "2026-04-04T14:30:00.000Z"],
    ["2026-11-24T00:00:00", "UTC", "2026-11-24T00:00:00.000Z"],
  ])("%s in %s is %s", (text, zone, instant) => {
    expect(new Date(createLocalTime(zone)(wall(text))).toISOString()).toBe(instant);
  });
});
