import { memoryDestination } from "@brain/testkit";
import { expect, test } from "vitest";
import { from } from "../from.ts";
import { items, record, run } from "./scenario.fixture.ts";

/** Longer than the turn that a request is given. */
const WORK_MS = 6;

test("a request that leaves with the next turn of the event loop leaves before long work begins", async () => {
  const order: string[] = [];
  const stream = items({
    async *read() {
      for (let page = 1; page <= 5; page++) {
        await new Promise((resolve) => void setImmediate(resolve));
        order.push(`asked ${page}`);
        yield { records: [record(`${page}`, page)], checkpoint: { page } };
      }
    },
  });
  const worked = from(stream).map((item) => {
    const until = performance.now() + WORK_MS;
    while (performance.now() < until);
    order.push(`worked ${item.n}`);
    return item;
  });

  await run(memoryDestination(), [worked.into("t")]);

  // The first page's work has to show that it is long.
  const at = (what: string): number => order.indexOf(what);
  for (const page of [2, 3, 4]) expect(at(`asked ${page + 1}`)).toBeLessThan(at(`worked ${page}`));
});
