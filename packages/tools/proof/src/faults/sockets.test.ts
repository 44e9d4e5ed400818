import { systemClock } from "@brain/core";
import type { HttpSettings } from "@brain/http";
import { serve, withFaults, type FaultSchedule, type Served } from "@brain/sandbox";
import { memoryDestination } from "@brain/testkit";
import { afterEach, describe, expect, test } from "vitest";
import { crmAt, webAt, type VendorAt } from "./vendors-at.fixture.ts";

const servers: Served[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((served) => served.close()));
});

/** A silence ends after half a second. */
const impatient = { allowPrivateNetwork: true, retryBaseMs: 1, attemptTimeoutMs: 500 };

/** One run over real sockets, with the rows that came of it. */
async function overSockets(
  vendor: VendorAt,
  rules: FaultSchedule["rules"],
  http: HttpSettings = impatient,
) {
  const emulator = vendor.emulator(systemClock.now);
  const served = await serve(rules.length === 0 ? emulator : withFaults(emulator, { rules }));
  servers.push(served);
  const destination = memoryDestination();
  const pipeline = vendor.pipelineAt(served.url, destination, http);
  const report = await pipeline.run();
  return {
    given: new Set(emulator.ledger.faults.map(({ fault }) => fault)),
    status: report.streams[0]?.status,
    error: report.streams[0]?.error?.code,
    rows: destination
      .rows(vendor.table)
      .map((row) => JSON.stringify(row))
      .toSorted(),
  };
}

const clean = new Map<VendorAt, Promise<readonly string[]>>();

/** The rows of a run without faults. */
function rowsWithout(vendor: VendorAt): Promise<readonly string[]> {
  const reading = clean.get(vendor) ?? overSockets(vendor, []).then(({ rows }) => rows);
  clean.set(vendor, reading);
  return reading;
}

describe.each([crmAt, webAt])("$name over a real socket", (vendor) => {
  test.each([
    "reset-before-headers",
    "reset-after-headers",
    "reset-mid-body",
    "short-content-length",
    "chunked-abort",
    "hang-before-headers",
    "hang-in-body",
    "truncated-gzip",
    "corrupt-gzip",
    "truncated-json",
    "server-down",
    "answer-lost",
    "redirect-same-host",
    "bom",
    "429-decimal",
  ] as const)(
    "fault %s: [RT-1] [HT-3] [DL-1] one on the wire costs a retry and nothing else",
    async (fault) => {
      const seconds = fault === "429-decimal" ? { seconds: 0.1 } : {};
      const rule = { ...vendor.data, fault, nth: 4, ...seconds };

      const { given, ...run } = await overSockets(vendor, [rule]);

      const rows = await rowsWithout(vendor);
      expect([...given]).toEqual([fault]);
      expect(run).toEqual({ status: "complete", error: undefined, rows });
    },
  );

  test("fault keep-alive-reset: [RT-1] [DL-1] a pooled connection that has died costs a retry and nothing else", async () => {
    const rule = { ...vendor.data, fault: "keep-alive-reset", from: 2 } as const;

    const { given, ...run } = await overSockets(vendor, [rule]);

    const rows = await rowsWithout(vendor);
    expect([...given]).toEqual(["keep-alive-reset"]);
    expect(run).toEqual({ status: "complete", error: undefined, rows });
  });

  test.each(["huge-body", "gzip-bomb"] as const)(
    "fault %s: [HT-2] [DL-3] what is taken of it is no more than the limit",
    async (fault) => {
      const rule = { ...vendor.data, fault, nth: 4 } as const;
      const patient = { ...impatient, attemptTimeoutMs: 20_000, maxBodyBytes: 2 ** 22 };

      const { status, error } = await overSockets(vendor, [rule], patient);

      expect({ status, error }).toEqual({ status: "failed", error: "response_too_large" });
    },
  );
});

// A streamed body may take as long as it brings a kilobyte a second, measured over a minute: that needs a fake clock.
test("fault drip-feed: [HT-1] [DL-3] a body that drips over a real socket ends by the time of the attempt", async () => {
  const rule = { ...crmAt.data, fault: "drip-feed", everyMs: 20, from: 4 } as const;

  const { status, error } = await overSockets(crmAt, [rule], { ...impatient, retryAttempts: 2 });

  expect({ status, error }).toEqual({ status: "failed", error: "timeout" });
});
