import { fakeClock } from "@brain/testkit";
import { expect, test } from "vitest";
import { backoffMs, notBefore } from "./backoff.ts";

test.each([
  [1, 0, 250],
  [1, 0.999_999, 500],
  [3, 0, 1_000],
  [5, 0.5, 6_000],
  [20, 0, 15_000],
  [2_000, 0.999_999, 30_000],
])("[RT-3] retry %i with chance %f waits about %i ms", (retry, chance, expected) => {
  const ms = backoffMs(retry, 500, fakeClock({ random: [chance] }));

  expect(Math.round(ms)).toBe(expected);
});

test.each([0, 0.5, 0.999_999])(
  "[RT-4] never sooner than asked, at most a tenth later (%f)",
  (chance) => {
    const ms = notBefore(7_000, fakeClock({ random: [chance] }));

    expect(ms).toBeGreaterThanOrEqual(7_000);
    expect(ms).toBeLessThanOrEqual(7_700);
  },
);
