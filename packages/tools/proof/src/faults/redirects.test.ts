import { describe, expect, test } from "vitest";
import { lasting, once, refused, survived } from "./outcomes.fixture.ts";
import { crm, web } from "./vendors.fixture.ts";

describe.each([crm, web])("$name", (vendor) => {
  test("fault redirect-same-host: [HT-5] [DL-1] one within the origin is followed", async () => {
    expect(await once(vendor, { fault: "redirect-same-host" })).toMatchObject(
      survived("redirect-same-host"),
    );
  });

  test.each(["redirect-other-host", "redirect-loop"] as const)(
    "fault %s: [HT-5] [DL-3] [CP-1] it is refused at once; later the run goes on",
    async (fault) => {
      expect(await lasting(vendor, { fault, nth: 4, from: undefined })).toMatchObject({
        ...refused("redirect_blocked"),
        given: [fault],
      });
    },
  );
});
