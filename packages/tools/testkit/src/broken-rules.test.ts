import { expect, test } from "vitest";
import { z } from "zod";
import { brokenRules } from "./broken-rules.ts";
import { sampleStream } from "./sample-stream.ts";

const schema = z.object({ id: z.string(), amount: z.number() });

const orders = sampleStream({
  name: "orders",
  info: { schema, primaryKey: ["id"] },
  pages: () => [{ records: [1, -1, -2].map((amount) => ({ id: String(amount), amount })) }],
});

test("tells broken rules of severity error, and sets without records, and nothing else", async () => {
  const odd = { required: ["id"], constraints: { amount: { min: 0, severity: "warn" } } };
  const wrong = { constraints: { amount: ">= 0" } };

  expect(await brokenRules({ orders }, { orders: odd })).toEqual([]);
  expect(await brokenRules({ orders }, { orders: wrong, refunds: odd })).toEqual([
    "orders: constraints.amount in 2 of 3",
    "refunds: no records",
  ]);
});
