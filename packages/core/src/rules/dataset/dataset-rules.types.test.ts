import { expect, expectTypeOf, test } from "vitest";
import type { Flow, StreamFlow } from "../../flow.ts";
import { from } from "../../from.ts";
import { items, type Item } from "../../engine/scenario.fixture.ts";
import { fresh } from "./fresh.ts";
import { notNull } from "./not-null.ts";
import { rowCount } from "./row-count.ts";
import { unique } from "./unique.ts";

const flow = from(
  items({
    async *read() {
      yield { records: [] };
    },
  }),
);

test("expect keeps the flow's type, and rules know its fields", () => {
  const checked = flow.expect(
    unique("id", "day", { severity: "warn" }),
    notNull("n", { atLeast: 0.5 }),
    fresh("day", { within: "P1D" }),
    rowCount({ min: 1 }),
  );
  const mapped = checked.map(({ id }) => ({ key: id })).expect(unique("key"));

  expectTypeOf(checked).toEqualTypeOf<StreamFlow<Item>>();
  expectTypeOf(mapped).toEqualTypeOf<Flow<{ key: string }>>();
  // @ts-expect-error a misspelt field
  const misspelt = flow.expect(unique("idd"));
  // @ts-expect-error a field that the map left behind
  const left = mapped.expect(notNull("id"));
  expect([misspelt, left]).toHaveLength(2);
});
