import { memoryDestination } from "@brain/testkit";
import { expect, test } from "vitest";
import { from } from "../from.ts";
import { items, record, run } from "./scenario.fixture.ts";

test("[RD-5] what pages say of their quality is counted in the run's report", async () => {
  const stream = items({
    async *read() {
      for (const [id, drift] of Object.entries({ a: true, b: undefined, c: true })) {
        yield { records: [record(id)], ...(drift === undefined ? {} : { quality: { drift } }) };
      }
    },
  });

  const report = await run(memoryDestination(), [from(stream).into("t")]);

  expect(report.status).toBe("succeeded");
  expect(report.streams[0]).toMatchObject({ read: 3, quality: { drift: { true: 2 } } });
});
