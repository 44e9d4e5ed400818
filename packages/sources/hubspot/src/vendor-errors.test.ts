import { BrainError } from "@brain/core";
import { fakeClock } from "@brain/testkit";
import { expect, test } from "vitest";
import missingScopes from "../fixtures/error.missing-scopes.json" with { type: "json" };
import rateLimit from "../fixtures/error.rate-limit.json" with { type: "json" };
import { classify } from "./vendor-errors.ts";

const now = Date.parse("2026-11-24T10:20:00Z");
const meaning = (status: number, body?: unknown, headers: Record<string, string> = {}) =>
  classify(new Response(null, { status, headers }), body, fakeClock({ start: now }));
const html = "<html><body>502 Bad Gateway</body></html>";

test("leaves answers, and failures that pass, to the client's usual reading", () => {
  expect([200, 207].map((status) => meaning(status))).toEqual([undefined, undefined]);
  expect([500, 502, 503, 504, 521, 524].map((status) => meaning(status, html))).toEqual(
    Array.from({ length: 6 }, () => undefined),
  );
});

test("[RT-5] each 429 names its limit, and only that one waits, as long as it takes", () => {
  const said = (policyName: string) => meaning(429, { ...rateLimit, policyName });

  expect(said("TEN_SECONDLY_ROLLING")).toEqual({ pauseUntil: now + 10_000 });
  expect(said("SECONDLY")).toEqual({ pauseUntil: now + 1_000, budget: "search" });
  expect(said("SOMETHING_NEW")).toBe("throttled");
  expect(meaning(429, html)).toBe("throttled");
});

test("[RT-4] where HubSpot says how long to wait, its word counts", () => {
  const body = { ...rateLimit, policyName: "TEN_SECONDLY_ROLLING" };

  expect(meaning(429, body, { "retry-after": "3" })).toBe("throttled");
});

test("[DL-3] a used-up day ends with the time to try again", () => {
  expect(meaning(429, rateLimit)).toMatchObject({
    code: "quota_exhausted",
    retryable: true,
    resumeAt: "2026-11-24T11:00:00.000Z",
    context: { vendorCode: "RATE_LIMITS/DAILY" },
  });
  expect(meaning(429, rateLimit, { "retry-after": "7200" })).toMatchObject({
    resumeAt: "2026-11-24T12:20:00.000Z",
  });
});

test("a missing scope is named, in the message and for programs", () => {
  const error = meaning(403, missingScopes);

  expect(error).toMatchObject({
    name: "PermissionError",
    code: "scope_missing",
    message: expect.stringContaining("crm.objects.contacts.read, sales-email-read"),
    context: {
      scopes: ["crm.objects.contacts.read", "sales-email-read"],
      requestId: missingScopes.correlationId,
    },
  });
  expect(meaning(403, html)).toMatchObject({ code: "scope_missing", context: { scopes: [] } });
});

test("a locked object is asked for again after 2 s, a moving account when it has moved", () => {
  expect(meaning(423)).toEqual({ pauseUntil: now + 2_000 });
  expect(meaning(477, html, { "retry-after": "86400" })).toEqual({ pauseUntil: now + 86_400_000 });
  expect(meaning(477, html)).toBe("retry");
});

test("a token that is none is a matter of authentication, not of retrying", () => {
  expect(meaning(530, html)).toMatchObject({ name: "AuthError", code: "auth_failed" });
  expect(meaning(401)).toBe("auth");
});

test("[ER-1] any other refusal carries HubSpot's own words, cut short", () => {
  const error = meaning(400, {
    message: `Property "x" does not exist. ${"y".repeat(500)}`,
    category: "VALIDATION_ERROR",
  });

  expect(BrainError.isInstance(error) && error.message.length).toBeLessThan(260);
  expect(error).toMatchObject({
    code: "http_status",
    retryable: false,
    message: expect.stringContaining('Property "x" does not exist'),
    context: { status: 400, vendorCode: "VALIDATION_ERROR" },
  });
});
