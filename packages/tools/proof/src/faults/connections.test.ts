import { describe, expect, test } from "vitest";
import { lasting, once, refused, survived } from "./outcomes.fixture.ts";
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
    "fault %s: [RT-1] [HT-3] [DL-1] one is tried again and nothing is lost",
    async (fault) => {
      expect(await once(vendor, { fault })).toMatchObject(survived(fault, "network"));
    },
  );

  test.each(cut)(
    "fault %s: [RT-3] [DL-3] [CP-1] a lasting one fails the stream; later the run goes on",
    async (fault) => {
      expect(await lasting(vendor, { fault })).toMatchObject(refused("network"));
    },
  );

  test.each(slow)(
    "fault %s: [HT-1] [RT-1] [DL-1] one ends by a timeout, is tried again and nothing is lost",
    async (fault) => {
      expect(await once(vendor, slowly(fault))).toMatchObject(survived(fault, "timeout"));
    },
  );

  test.each(slow)(
    "fault %s: [HT-1] [DL-3] [CP-1] a lasting one fails the stream; later the run goes on",
    async (fault) => {
      expect(await lasting(vendor, slowly(fault))).toMatchObject(refused("timeout"));
    },
  );

  test("fault keep-alive-reset: [RT-1] [DL-1] the request on the dead connection is sent again", async () => {
    expect(await once(vendor, { fault: "keep-alive-reset" })).toMatchObject(
      survived("keep-alive-reset", "network"),
    );
  });

  test("fault server-down: [RT-1] [DL-1] a server that is away for three requests is waited for", async () => {
    const { given, run } = await once(vendor, { fault: "server-down" });

    expect(given).toHaveLength(3);
    expect({ given: ["server-down"], run }).toEqual(survived("server-down", "network"));
  });

  test("fault server-down: [RT-3] [DL-1] one that is away for three seconds is waited for", async () => {
    const { run } = await once(vendor, { fault: "server-down", forMs: 3_000 });

    expect(run).toEqual(survived("server-down", "network").run);
  });

  test("fault server-down: [DL-3] [CP-1] one that stays away fails the stream; later the run goes on", async () => {
    expect(await lasting(vendor, { fault: "server-down", requests: 1_000 })).toMatchObject(
      refused("network"),
    );
  });
});

function slowly(fault: (typeof slow)[number]) {
  return fault === "drip-feed" ? { fault, everyMs: 10_000 } : { fault };
}
