import { createRuntime } from "@brain/core";
import { fakeClock } from "@brain/testkit";
import { expect, test } from "vitest";
import { hubspotBudgets } from "./allowance.ts";

const start = Date.parse("2026-11-24T10:20:00Z");
const answer = (headers: Record<string, string>) =>
  new Response(null, {
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [`X-HubSpot-RateLimit-${name}`, value]),
    ),
  });
const burst = { Max: "190", Remaining: "37", "Interval-Milliseconds": "10000" };

function setUp() {
  return createRuntime({ clock: fakeClock({ start }) });
}

test("[RT-5] begins with the smallest plan's 100 requests per 10 s, and 4 searches a second", () => {
  expect(hubspotBudgets(setUp()).budgets).toEqual({
    default: [{ requests: 100, perMs: 10_000 }],
    search: [{ requests: 4, perMs: 1_000 }],
  });
});

test("[RT-5] the first answer tells every scope of the source the account's own limit", () => {
  const runtime = setUp();
  const [one, other] = [hubspotBudgets(runtime), hubspotBudgets(runtime)];

  const allowance = one.allowance(answer(burst));

  expect(allowance).toEqual({ budget: "default", requests: 37, resetAt: start + 10_000 });
  expect(other.budgets.default).toEqual([{ requests: 190, perMs: 10_000 }]);
});

test("[RT-5] a day that ends sooner than the burst counts, up to the next full hour", () => {
  const { allowance } = hubspotBudgets(setUp());

  expect(allowance(answer({ ...burst, Daily: "650000", "Daily-Remaining": "12" }))).toEqual({
    budget: "default",
    requests: 12,
    resetAt: Date.parse("2026-11-24T11:00:00Z"),
  });
});

test("answers of searches tell nothing, and nonsense is no limit", () => {
  const { allowance, budgets } = hubspotBudgets(setUp());

  expect(allowance(answer({}))).toBeUndefined();
  expect(
    allowance(answer({ Max: "0", Remaining: "many", "Interval-Milliseconds": "" })),
  ).toBeUndefined();
  expect(budgets.default).toEqual([{ requests: 100, perMs: 10_000 }]);
});
