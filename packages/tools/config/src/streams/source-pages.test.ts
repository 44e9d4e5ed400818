import { z } from "zod";
import { expect, test } from "vitest";
import type { ObservedSource } from "./observe-source.ts";
import type { SourceFacts } from "./source-facts.ts";
import { connectorSection } from "./source-pages.ts";

const streamed = (name: string) => ({
  name,
  info: { schema: z.record(z.string(), z.unknown()), primaryKey: ["id"], mode: "mirror" as const },
  partitions: ["all"],
  variant: "",
  facts: {},
});

const source: ObservedSource = {
  streams: [streamed("orders"), streamed("refunds")],
  budgets: new Map([["default", [{ requests: 1_200, perMs: 3_600_000 }, { atOnce: 4 }]]]),
};
const facts: SourceFacts = {
  streams: {},
  limits: ["100 orders a page."],
  others: [{ product: "Theirs", streams: { orders: "`order`" } }],
  lacking: [{ what: "`taxes`", of: "Theirs", why: "nobody may read them." }],
};

test("limits are the budgets that were seen, then what the facts add", () => {
  expect(connectorSection(source, facts)).toContain(
    "## Limits\n\n- Kept: all requests 1,200 per hour, 4 at once.\n- 100 orders a page.\n",
  );
});

test("streams are set against those of others; what one side alone has is told", () => {
  const page = connectorSection(source, facts);

  expect(page).toContain(
    "| stream   | Theirs  |\n| -------- | ------- |\n| `orders` | `order` |\n",
  );
  expect(page).toContain("In none of them: `refunds`.");
  expect(page).toContain("- `taxes` (Theirs): nobody may read them.");
});

test("facts about a stream that is not there are refused", () => {
  const old = { ...facts, streams: { carts: { read: "whole" } } };

  expect(() => connectorSection(source, old)).toThrow("No such streams: carts.");
});
