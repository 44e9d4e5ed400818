// The rules for test files do not fit a file that registers tests for others.
/* oxlint-disable vitest/expect-expect, vitest/no-conditional-tests, vitest/no-disabled-tests, vitest/valid-title */
import { describe, test } from "vitest";
import type { Battery } from "./check.ts";
import { createJudge, type CheckResult } from "./judge.ts";

/** Milliseconds that one check may take. */
const TIMEOUT_MS = 30_000;

/** One test a check; what is lacking or was not asked is shown as skipped, with the reason. */
export function registerBattery(battery: Battery): void {
  const judge = createJudge(battery);
  const register = (name: string, title: string, result: () => Promise<CheckResult>): void => {
    test(`${title} (${name})`, { timeout: TIMEOUT_MS }, async ({ skip }) => {
      const { status, reason, error } = await result();
      if (status === "failed") throw error;
      if (reason !== undefined) skip(`${status === "lacks" ? "lacks: " : ""}${reason}`);
    });
  };
  for (const of of new Set(battery.checks.map((check) => check.of))) {
    describe(of === "" ? battery.subject : of, () => {
      for (const check of battery.checks.filter((each) => each.of === of)) {
        register(check.name, check.title, () => judge.result(check));
      }
    });
  }
  if (Object.keys(battery.lacks).length > 0) {
    register("lacks", "lacks no more than it says", () => judge.lacks());
  }
}
