import { memoryDestination } from "@brain/testkit";
import { expect, test } from "vitest";
import { StoreError } from "../errors/kinds.ts";
import { from } from "../from.ts";
import { memoryState } from "../stores/memory-state.ts";
import type { StateStore } from "../stores/state-store.ts";
import { items, record, run, type Item } from "./scenario.fixture.ts";

/** Refuses every save once checkpoints of records were to be saved, as when another run has taken over. */
function overtakenState(refused: () => void): StateStore {
  const inner = memoryState();
  return {
    ...inner,
    async save(checkpoints, signal) {
      if (checkpoints.every(({ partition }) => partition === "")) {
        return inner.save(checkpoints, signal);
      }
      refused();
      throw new StoreError({ code: "lease_lost", message: "Another run took over." });
    },
  };
}

test.each([
  ["units of a page", true],
  ["units larger than a batch", false],
])("[CP-7] [ST-2] after a refused save nothing more is written: %s", async (_, whole) => {
  let refused = 0;
  let late = 0;
  const destination = memoryDestination({
    transactional: false,
    onWrite: () => {
      if (refused > 0) late += 1;
      return undefined;
    },
  });
  const stream = items({
    partitions: () => Array.from({ length: 12 }, (_unused, index) => ({ key: `p${index}` })),
    async *read({ partition }) {
      for (let page = 0; page < 9; page++) {
        const records: Item[] = [1, 2, 3, 4].map((id) => record(`${partition.key}-${page}-${id}`));
        yield whole ? { records, checkpoint: { page } } : { records };
      }
    },
  });

  const report = await run(
    destination,
    [from(stream).into("t", { mode: "append" })],
    {},
    { batchRecords: whole ? 12 : 4, partitions: 8 },
    { state: overtakenState(() => (refused += 1)) },
  );

  expect(report.streams[0]).toMatchObject({ status: "failed", error: { code: "lease_lost" } });
  expect({ refused, late }).toEqual({ refused: 1, late: 0 });
  expect(destination.commits).toHaveLength(1);
  expect(report.streams[0]?.read, "nothing is claimed").toBe(0);
});
