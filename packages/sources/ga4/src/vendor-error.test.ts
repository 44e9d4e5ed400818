import { BrainError } from "@brain/core";
import { fakeClock } from "@brain/testkit";
import { describe, expect, test } from "vitest";
import { classifyAnswer } from "./vendor-error.ts";

const place = { property: "123", budget: "property/123" };
const now = "2026-11-24T09:20:00Z";

function meaningOf(status: number, message: string, details?: readonly object[]) {
  const body = { error: { code: status, message, status: "X", details } };
  return classifyAnswer(status, body, place, fakeClock({ start: now }));
}

describe("what GA4's errors mean", () => {
  test.each([
    [400, "Field pageViews is not a valid metric. For a list, see …", "ConfigError", '"pageViews"'],
    [
      400,
      "Please remove transactions to make the request compatible. The request's dimensions & metrics are incompatible.",
      "ConfigError",
      "in the way: transactions",
    ],
    [400, "Invalid value at 'date_ranges'", "ConfigError", "Invalid value"],
    [403, "User does not have sufficient permissions for this property.", "PermissionError", "123"],
    [404, "Not found", "ConfigError", "123"],
  ])("%d %s", (status, message, name, part) => {
    expect(meaningOf(status, message)).toMatchObject({
      name,
      message: expect.stringContaining(part),
      retryable: false,
      context: { property: "123" },
    });
  });

  test("[airbyte#5273] a disabled API and a missing scope say what to do", () => {
    expect(meaningOf(403, "…", [{ reason: "SERVICE_DISABLED" }])).toMatchObject({
      hint: expect.stringContaining("Enable"),
    });
    expect(
      meaningOf(403, "Request had insufficient authentication scopes.", [
        { reason: "ACCESS_TOKEN_SCOPE_INSUFFICIENT" },
      ]),
    ).toMatchObject({ hint: expect.stringContaining("analytics.readonly") });
  });

  test.each([
    ["Exhausted property tokens for a project per hour.", "2026-11-24T10:00:00.000Z"],
    ["Exhausted potentially thresholded requests quota.", "2026-11-24T10:00:00.000Z"],
    ["Exhausted server errors quota.", "2026-11-24T10:00:00.000Z"],
    ["Exhausted property tokens per day.", "2026-11-25T08:00:00.000Z"],
  ])("[airbyte#6092] %s ends until %s", (message, resumeAt) => {
    expect(meaningOf(429, message)).toMatchObject({
      name: "RateLimitedError",
      code: "quota_exhausted",
      resumeAt,
      retryable: true,
    });
  });

  test("[RT-5] too many at once pauses the property's budget for half a minute", () => {
    expect(meaningOf(429, "Exhausted concurrent requests quota.")).toEqual({
      pauseUntil: Date.parse(now) + 30_000,
      budget: "property/123",
    });
  });

  test("server errors are tried three times, 401 and the rest is for the client to read", () => {
    expect(meaningOf(503, "The service is currently unavailable.")).toEqual({ attempts: 3 });
    expect(meaningOf(401, "Request had invalid authentication credentials.")).toBe("auth");
    expect(classifyAnswer(200, {}, place, fakeClock())).toBeUndefined();
    expect(BrainError.isInstance(classifyAnswer(502, "<html>", place, fakeClock()))).toBe(false);
  });
});
