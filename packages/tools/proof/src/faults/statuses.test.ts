import { describe, test } from "vitest";
import { expectRefused, expectSurvived } from "./expect-fault.fixture.ts";
import { crm, web } from "./vendors.fixture.ts";

const statuses = [
  "status-408",
  "status-425",
  "status-500",
  "status-502",
  "status-503",
  "status-504",
  "status-520",
  "status-521",
  "status-522",
  "status-523",
  "status-524",
  "status-529",
] as const;

describe.each([crm, web])("$name", (vendor) => {
  test.each(statuses)(
    "fault %s: [RT-1] [DL-1] one is tried again and nothing is lost",
    async (fault) => {
      await expectSurvived(vendor, { fault }, { reason: "status", code: "http_status" });
    },
  );

  test.each(statuses)(
    "fault %s: [RT-3] [DL-3] a lasting one fails the stream; later the run goes on",
    async (fault) => {
      await expectRefused(vendor, { fault }, "http_status");
    },
  );
});
