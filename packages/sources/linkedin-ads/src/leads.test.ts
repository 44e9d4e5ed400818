import { collect } from "@brain/testkit";
import { expect, test } from "vitest";
import { account } from "./account.fixture.ts";

const timesIn = (query = ""): number[] =>
  (/submittedAtTimeRange=\(start:(\d+),end:(\d+)\)/.exec(query) ?? []).slice(1).map(Number);

test("[airbyte#60996] all pages of leads are read the first time, and later only what was sent since", async () => {
  const { load, rows, asked, clock, emulator } = account({ sizes: { leads: 47 }, pageSize: 10 });
  const pipeline = load("lead_form_responses");
  await pipeline.run();
  const [first] = asked("/leadFormResponses");
  const before = clock.now();
  await clock.advance(7_200_000);
  emulator.change("leads", { created: 3 });
  await clock.advance(3_600_000);

  const { streams } = await pipeline.run();

  const [start = 0, end = 0] = timesIn(first);
  expect(end - start).toBe(365 * 86_400_000);
  expect(rows("lead_form_responses")).toHaveLength(50);
  const [later = 0] = timesIn(asked("/leadFormResponses")[0]);
  // The newest lead, an hour before it.
  expect(later).toBeGreaterThan(before - 30 * 86_400_000);
  expect(streams[0]?.read).toBeLessThan(20);
});

test("a window reads the leads that were sent in it", async () => {
  const { source, asked } = account({ sizes: { leads: 200 } });
  const window = { from: "2026-10-01", to: "2026-10-08T12:00:00Z" };

  const leads = await collect(source.streams.lead_form_responses, { window });

  expect(timesIn(asked("/leadFormResponses")[0])).toEqual([
    Date.parse("2026-10-01"),
    Date.parse("2026-10-08T12:00:00Z"),
  ]);
  expect(leads.length).toBeGreaterThan(1);
  for (const { submittedAt } of leads) {
    expect(submittedAt >= "2026-10-01" && submittedAt < "2026-10-08T12:00:00Z").toBe(true);
  }
});

test("answers and the member who gave them are declared as personal", () => {
  const { info } = account().source.streams.lead_form_responses;

  expect(info.pii).toEqual({ submitter: "id", formResponse: "free-text" });
});
