import { describe, expect, test } from "vitest";
import { expectRefused, expectSurvived } from "./expect-fault.fixture.ts";
import { crm, web } from "./vendors.fixture.ts";

const cut = [
  "reset-before-headers",
  "reset-after-headers",
  "reset-mid-body",
  "short-content-length",
  "chunked-abort",
] as const;
const slow = ["hang-before-headers", "hang-in-body", "drip-feed"] as const;

describe.each([crm, web])("$name", (vendor) => {
  test.each(cut)(
    "fault %s: [RT-1] [DL-1] [HT-3] one is tried again and nothing is lost",
    async (fault) => {
      await expectSurvived(vendor, { fault }, { code: "network" });
    },
  );

  test.each(cut)(
    "fault %s: [DL-3] [CP-1] a lasting one fails the stream; later the run goes on",
    async (fault) => {
      await expectRefused(vendor, { fault }, "network");
    },
  );

  test.each(slow)(
    "fault %s: [HT-1] [RT-1] one ends by a timeout, is tried again and nothing is lost",
    async (fault) => {
      await expectSurvived(vendor, slowly(fault), { code: "timeout" });
    },
  );

  test.each(slow)(
    "fault %s: [HT-1] [DL-3] a lasting one fails the stream; later the run goes on",
    async (fault) => {
      await expectRefused(vendor, slowly(fault), "timeout");
    },
  );

  test("fault keep-alive-reset: [RT-1] [DL-1] the request on the dead connection is sent again", async () => {
    await expectSurvived(vendor, { fault: "keep-alive-reset" }, { reason: "network" });
  });

  test("fault server-down: [RT-1] [RT-3] a server that is away for three requests is waited for", async () => {
    const made = await expectSurvived(vendor, { fault: "server-down" }, { reason: "network" });

    expect(made.given).toHaveLength(3);
  });

  test("fault server-down: [RT-3] one that is away for three seconds is waited for", async () => {
    await expectSurvived(vendor, { fault: "server-down", forMs: 3_000 }, { reason: "network" });
  });

  test("fault server-down: [DL-3] [CP-1] one that stays away fails the stream; later the run goes on", async () => {
    await expectRefused(vendor, { fault: "server-down", requests: 1_000 }, "network");
  });
});

function slowly(fault: (typeof slow)[number]) {
  return fault === "drip-feed" ? { fault, everyMs: 10_000 } : { fault };
}
