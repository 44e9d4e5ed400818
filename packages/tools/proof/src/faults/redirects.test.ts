import { describe, expect, test } from "vitest";
import { expectRefused, expectSurvived } from "./expect-fault.fixture.ts";
import { crm, web } from "./vendors.fixture.ts";

describe.each([crm, web])("$name", (vendor) => {
  test("fault redirect-same-host: [HT-5] [DL-1] one within the origin is followed", async () => {
    await expectSurvived(vendor, { fault: "redirect-same-host" });
  });

  test.each(["redirect-other-host", "redirect-loop"] as const)(
    "fault %s: [HT-5] [DL-3] it is refused at once; later the run goes on",
    async (fault) => {
      const made = await expectRefused(
        vendor,
        { fault, nth: 4, from: undefined },
        "redirect_blocked",
      );

      expect(made.given).toHaveLength(1);
    },
  );
});
