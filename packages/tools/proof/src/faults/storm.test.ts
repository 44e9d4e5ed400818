import type { FaultSchedule } from "@brain/sandbox";
import { describe, expect, test } from "vitest";
import { afterRuns } from "./outcomes.fixture.ts";
import { crm, web } from "./vendors.fixture.ts";

const passing = [
  "429-seconds",
  "429-garbage",
  "status-503",
  "reset-before-headers",
  "reset-mid-body",
  "chunked-abort",
  "truncated-json",
  "malformed-utf8",
  "null-200",
  "keep-alive-reset",
] as const;
const bent = ["duplicate-page", "overlapping-pages", "out-of-order-page", "empty-page"] as const;

const stormOf = (
  names: readonly (typeof passing)[number][] | typeof bent,
): FaultSchedule["rules"] => names.map((fault) => ({ fault, probability: 0.05 }));

describe.each([1, 2, 3, 4, 5])("seed %i", (seed) => {
  test.each([crm, web])(
    "[RT-1] [DL-1] [CP-1] a storm of faults on every path loses nothing: $name",
    async (vendor) => {
      const rules = [...stormOf(passing), ...(vendor === crm ? stormOf(bent) : [])];

      const { given, next } = await afterRuns(vendor, { seed, rules });

      expect(given).toBeGreaterThan(0);
      expect(next).toMatchObject({ status: "complete", error: undefined, different: 0 });
    },
  );
});
