import { describe, expect, test } from "vitest";
import { lasting, once, refused, survived } from "./outcomes.fixture.ts";
import { crm, web } from "./vendors.fixture.ts";

/** What a body is found to be: read whole as JSON, and cut into rows while it arrives. */
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
  { vendor: crm, name: crm.name, at: 1 },
  { vendor: web, name: web.name, at: 2 },
] as const)("$name", ({ vendor, at }) => {
  test.each(broken)(
    "fault %s: [RT-1] [RD-1] [HT-3] [HT-4] [DL-1] one is asked for again and nothing is lost",
    async (...row) => {
      const [fault] = row;

      expect(await once(vendor, { fault })).toMatchObject(survived(fault, row[at]));
    },
  );

  test.each(broken)(
    "fault %s: [RD-1] [DL-3] [CP-1] a lasting one fails the stream and is never its end; later the run goes on",
    async (...row) => {
      expect(await lasting(vendor, { fault: row[0] })).toMatchObject(refused(row[at]));
    },
  );

  test.each(["bom", "wrong-content-type"] as const)(
    "fault %s: [HT-4] [DL-1] it does no harm",
    async (fault) => {
      expect(await once(vendor, { fault })).toMatchObject(survived(fault));
    },
  );

  test.each(["huge-body", "gzip-bomb"] as const)(
    "fault %s: [HT-2] [DL-3] [CP-1] it is cut at the limit and not asked for again; later the run goes on",
    async (fault) => {
      expect(await lasting(vendor, { fault, nth: 4, from: undefined })).toMatchObject({
        ...refused("response_too_large"),
        given: [fault],
      });
    },
  );
});
