import { describe, expect, test } from "vitest";
import { expectRefused, expectSurvived } from "./expect-fault.fixture.ts";
import { crm, web } from "./vendors.fixture.ts";

/** What a body is found to be, by the source that reads it. */
const broken = [
  ["truncated-json", "truncated", "truncated"],
  ["truncated-gzip", "truncated", "truncated"],
  ["corrupt-gzip", "network", "network"],
  ["error-200", "wrong_shape", "http_status"],
  ["html-200", "not_json", "not_json"],
  ["empty-200", "truncated", "truncated"],
  ["null-200", "wrong_shape", "not_json"],
  ["wrong-shape-200", "wrong_shape", "wrong_shape"],
  ["malformed-utf8", "not_json", "not_json"],
] as const;

describe.each([
  [crm, 1],
  [web, 2],
] as const)("$0.name", (vendor, at) => {
  test.each(broken)(
    "fault %s: [RT-1] [RD-1] [HT-3] [HT-4] one is tried again and nothing is lost",
    async (...row) => {
      await expectSurvived(vendor, { fault: row[0] }, { code: row[at] });
    },
  );

  test.each(broken)(
    "fault %s: [RD-1] [DL-3] a lasting one fails the stream, never ends it; later the run goes on",
    async (...row) => {
      await expectRefused(vendor, { fault: row[0] }, row[at]);
    },
  );

  test.each(["bom", "wrong-content-type"] as const)(
    "fault %s: [HT-4] it does no harm",
    async (fault) => {
      await expectSurvived(vendor, { fault, nth: undefined });
    },
  );

  test.each(["huge-body", "gzip-bomb"] as const)(
    "fault %s: [HT-2] [DL-3] it is cut at the limit, not tried again; later the run goes on",
    async (fault) => {
      const made = await expectRefused(
        vendor,
        { fault, nth: 4, from: undefined },
        "response_too_large",
      );

      expect(made.given).toHaveLength(1);
    },
  );
});
