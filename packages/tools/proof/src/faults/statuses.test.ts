import { describe, expect, test } from "vitest";
import { lasting, once, refused, survived } from "./outcomes.fixture.ts";
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
      expect(await once(vendor, { fault })).toMatchObject(survived(fault, "http_status"));
    },
  );

  test.each(statuses)(
    "fault %s: [RT-3] [DL-3] [CP-1] a lasting one fails the stream; later the run goes on",
    async (fault) => {
      expect(await lasting(vendor, { fault })).toMatchObject(refused("http_status"));
    },
  );
});
