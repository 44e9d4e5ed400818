import { expect, test } from "vitest";
import { expectRefused, expectSurvived } from "./expect-fault.fixture.ts";
import { crm } from "./vendors.fixture.ts";

/** Of the last run. */
const deduplicated = ({ events }: Awaited<ReturnType<typeof expectSurvived>>): number => {
  const end = events.findLast(({ type }) => type === "run-end");
  return end !== undefined && "counts" in end ? end.counts.deduplicated : 0;
};

test.each([
  ["duplicate-page", 100],
  ["overlapping-pages", 34],
] as const)(
  "fault %s: [RD-3] [RD-4] [DL-2] what comes twice is written once and counted",
  async (fault, twice) => {
    expect(deduplicated(await expectSurvived(crm, { fault }))).toBe(twice);
  },
);

test("fault out-of-order-page: [DL-1] pages in another order lose nothing", async () => {
  expect(deduplicated(await expectSurvived(crm, { fault: "out-of-order-page" }))).toBe(0);
});

test("fault empty-page: [RD-1] [RD-2] an empty page with a next token is not the end", async () => {
  await expectSurvived(crm, { fault: "empty-page" });
});

test("fault empty-page: [RD-2] [DL-3] more than a hundred in a row fail the stream", async () => {
  const made = await expectRefused(crm, { fault: "empty-page" }, "pagination_stuck", true);

  expect(made.given).toHaveLength(101);
});

test.each(["repeated-token", "token-cycle"] as const)(
  "fault %s: [RD-3] [DL-3] a next token already used ends the reading at once; later it goes on",
  async (fault) => {
    const made = await expectRefused(crm, { fault }, "pagination_loop");

    expect(made.given).toHaveLength(1);
  },
);
