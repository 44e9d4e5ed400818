import { expect, test } from "vitest";
import { scope, setup } from "./privacy.fixture.ts";

test.each([
  ["month", "2026-11-24", "2026-11"],
  ["month", "2026-11-24T10:00:00Z", "2026-11"],
  ["year", "1990-02-28", "1990"],
  ["year", "28/02/1990", "***"],
  ["month", "2026-13-01", "***"],
  ["/24", "203.0.113.77", "203.0.113.0/24"],
  ["/24", "::ffff:203.0.113.77", "203.0.113.0/24"],
  ["/24", "2001:0db8:0012:3456::1", "2001:db8:12::/48"],
  ["/24", "2001:db8::1", "2001:db8:0::/48"],
  ["/24", "::1", "0:0:0::/48"],
  ["/24", "2001:db8:1:2:3:4:1.2.3.4", "2001:db8:1::/48"],
  ["/24", "fe80::1%eth0", "***"],
  ["/24", "999.1.1.1", "***"],
  ["/24", "host.example.com", "***"],
] as const)("%s of %s is %s", async (level, value, coarse) => {
  const [row] = await setup()
    .privacy.generalise<{ value: string | null }, "value">({ value: level })
    .apply([{ value }], scope);

  expect(row).toEqual({ value: coarse });
});
