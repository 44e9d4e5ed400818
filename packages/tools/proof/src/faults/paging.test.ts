import { expect, test } from "vitest";
import { lasting, once, refused, survived, type Once } from "./outcomes.fixture.ts";
import { crm } from "./vendors.fixture.ts";

const deduplicated = ({ made }: Once): number | undefined =>
  made.events.flatMap((event) => (event.type === "run-end" ? [event.counts.deduplicated] : []))[0];

test.each([
  ["duplicate-page", 100],
  ["overlapping-pages", 34],
  ["out-of-order-page", 0],
] as const)(
  "fault %s: [RD-3] [RD-4] [DL-1] [DL-2] what comes twice is written once and counted, and nothing is lost",
  async (fault, twice) => {
    const found = await once(crm, { fault });

    expect(found).toMatchObject(survived(fault));
    expect(deduplicated(found)).toBe(twice);
  },
);

test("fault empty-page: [RD-1] [RD-2] [DL-1] an empty page with a next token is not the end", async () => {
  expect(await once(crm, { fault: "empty-page" })).toMatchObject(survived("empty-page"));
});

test("fault empty-page: [RD-2] [CP-6] [DL-3] more than a hundred in a row fail the stream; later it is read again", async () => {
  const found = await lasting(crm, { fault: "empty-page" });

  // The token of the checkpoint is one that the vendor does not know any more.
  expect(found).toMatchObject({ ...refused("pagination_stuck"), resumed: false });
  expect(found.given).toHaveLength(101);
});

test.each(["repeated-token", "token-cycle"] as const)(
  "fault %s: [RD-3] [DL-3] [CP-1] a next token already used ends the reading at once; later it goes on",
  async (fault) => {
    expect(await lasting(crm, { fault })).toMatchObject({
      ...refused("pagination_loop"),
      given: [fault],
    });
  },
);
