import { laterOf } from "@brain/core";
import { afterEach, describe, expect, test, vi } from "vitest";
import { retryAfterMs } from "../retry/retry-after.ts";
import { earlier, notAfter, notBefore } from "./cursor-value.ts";

afterEach(() => vi.unstubAllEnvs());

describe.each([
  ["UTC", 0],
  ["America/New_York", 300],
  ["Asia/Kolkata", -330],
  ["Pacific/Apia", -780],
])("[VA-4] on a machine in %s", (zone, offset) => {
  test("an instant without a zone is UTC, as the window's are", () => {
    vi.stubEnv("TZ", zone);

    expect(new Date("2026-11-24T00:00:00Z").getTimezoneOffset()).toBe(offset);
    expect(earlier("2026-11-24T00:00:00", 60_000)).toBe("2026-11-23T23:59:00");
    expect(earlier("2026-11-24 00:00", 60_000)).toBe("2026-11-23 23:59:00");
    expect(earlier("2026-11-24", 60_000)).toBe("2026-11-23");
    expect(laterOf("2026-11-24T00:00:00", "2026-11-24T00:30:00+01:00")).toBe("2026-11-24T00:00:00");
    expect(notAfter("2026-11-24T00:00:01", "2026-11-24T00:00:00Z")).toBe("2026-11-24T00:00:00");
    expect(notBefore("2026-11-23", "2026-11-24T00:00:00Z")).toBe("2026-11-24");
  });

  test("days on which clocks change are 24 hours of UTC like any other", () => {
    vi.stubEnv("TZ", zone);

    // New York goes forward on 8 March 2026 at 02:00, and back on 1 November.
    expect(earlier("2026-03-08T02:30:00", 3_600_000)).toBe("2026-03-08T01:30:00");
    expect(earlier("2026-11-01T01:30:00", 3_600_000)).toBe("2026-11-01T00:30:00");
  });

  test("an HTTP date without a zone means GMT", () => {
    vi.stubEnv("TZ", zone);
    const headers = new Headers({ "retry-after": "Tue Nov 24 00:00:30 2026" });

    expect(retryAfterMs(headers, Date.parse("2026-11-24T00:00:00Z"))).toBe(30_000);
  });
});
