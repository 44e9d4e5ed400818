import { memoryDestination, type MemoryDestination } from "@brain/testkit";
import { expect, test } from "vitest";
import type { Checkpoint } from "../checkpoint.ts";
import { from } from "../from.ts";
import { readLimits } from "../limits.ts";
import { memoryState } from "../stores/memory-state.ts";
import { changes, type Change } from "./changes.fixture.ts";
import { collectEvents, run } from "./scenario.fixture.ts";

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 1, 10, minute)).toISOString();

function change(id: string, minute: number): Change {
  return { id, at: at(minute) };
}

const ids = (destination: MemoryDestination): string[] =>
  destination
    .rows("t")
    .map((row) => `${Reflect.get(row, "id")}@${String(Reflect.get(row, "at")).slice(14, 16)}`)
    .toSorted();

test("[CP-5] two incremental runs append each record of the overlap once, and a changed one again", async () => {
  const destination = memoryDestination();
  const vendor: Change[] = [change("a", 0), change("b", 7), change("c", 9)];
  const flows = [from(changes(vendor)).into("t", { mode: "append" })];

  await run(destination, flows);
  vendor.splice(1, 1);
  vendor.push(change("late", 8), change("b", 9), change("d", 12));
  const second = await run(destination, flows);
  const third = await run(destination, flows);

  expect(ids(destination)).toEqual(["a@00", "b@07", "b@09", "c@09", "d@12", "late@08"]);
  expect(second.streams[0]).toMatchObject({ read: 4, written: 3, deduplicated: 1 });
  expect(third.streams[0]).toMatchObject({ read: 4, written: 0, deduplicated: 4 });
});

test.each(["ascending", "unordered"] as const)(
  "[CP-5] [DL-5] %s: a cut append that reads its overlap again equals one clean run",
  async (order) => {
    const vendor = Array.from({ length: 12 }, (_, n) => change(`r${n}`, n));
    for (let cutAt = 0; cutAt < 12; cutAt++) {
      const destination = memoryDestination();
      let left = cutAt;
      const stream = changes(vendor, { order, cut: () => left-- === 0 });
      const flows = [from(stream).into("t", { mode: "append" })];

      await run(destination, flows);
      await run(destination, flows);
      await run(destination, flows);

      expect(ids(destination)).toHaveLength(12);
    }
  },
);

test("[CP-5] with checkpoints saved after the rows the overlap is kept too", async () => {
  const destination = memoryDestination({ transactional: false });
  const state = memoryState();
  const vendor = [change("a", 0), change("b", 1)];
  const flows = [from(changes(vendor)).into("t", { mode: "append" })];

  await run(destination, flows, {}, {}, { state });
  await run(destination, flows, {}, {}, { state });

  expect(ids(destination)).toEqual(["a@00", "b@01"]);
});

test("[CP-5] upsert takes the overlap again: a vendor may restate a record without a new version", async () => {
  const destination = memoryDestination();
  const vendor: Change[] = [{ ...change("a", 0), n: 1 }];
  const flows = [from(changes(vendor)).into("t", { mode: "upsert" })];

  await run(destination, flows);
  vendor[0] = { ...change("a", 0), n: 2 };
  await run(destination, flows);

  expect(destination.rows("t")).toEqual([expect.objectContaining({ id: "a", n: 2 })]);
});

test("[CP-5] [CP-4] the checkpoint keeps at most 10,000 keys, hashed; beyond, some come again and a warning says so", async () => {
  const destination = memoryDestination();
  const more = 50;
  const vendor = Array.from({ length: readLimits.dedupeKeys + more }, (_, n) =>
    change(`person-${n}`, 0),
  );
  const flows = [from(changes(vendor, { pageSize: 500 })).into("t", { mode: "append" })];
  const events = collectEvents();

  await run(destination, flows);
  const saved = await savedOf(destination);
  const second = await run(destination, flows, { observers: [events.observer] });

  expect(saved?.overlap?.keys).toHaveLength(readLimits.dedupeKeys);
  expect(JSON.stringify(saved)).not.toContain("person");
  expect(second.streams[0]).toMatchObject({ written: more, deduplicated: readLimits.dedupeKeys });
  expect(events.types().filter((type) => type === "warning")).toHaveLength(1);
});

test("[CP-5] what lies before the lookback is not kept", async () => {
  const destination = memoryDestination();
  const vendor = Array.from({ length: 60 }, (_, minute) => change(`r${minute}`, minute));

  await run(destination, [from(changes(vendor)).into("t", { mode: "append" })]);

  const values = (await savedOf(destination))?.overlap?.versions;
  expect(values).toEqual([54, 55, 56, 57, 58, 59].map(at));
});

test("[CP-5] a date in the future keeps the overlap at the window's end, where the next reading begins", async () => {
  const destination = memoryDestination();
  const soon = new Date(Date.now() - 120_000).toISOString();
  const vendor: Change[] = [
    { id: "now", at: soon },
    { id: "future", at: "2999-01-01T00:00:00.000Z" },
  ];
  const flows = [from(changes(vendor)).into("t", { mode: "append" })];

  await run(destination, flows);
  await run(destination, flows);

  expect(destination.rows("t")).toHaveLength(2);
});

test("[DL-5] a stream that keeps no state is appended whole by every generation", async () => {
  const destination = memoryDestination();
  const vendor = [change("a", 0), change("b", 1)];
  const stateless = changes(vendor, { keepsState: false });
  const flows = [from(stateless).into("t", { mode: "append" })];

  await run(destination, flows);
  await run(destination, flows);

  expect(ids(destination)).toEqual(["a@00", "a@00", "b@01", "b@01"]);
});

async function savedOf(destination: MemoryDestination): Promise<Checkpoint | undefined> {
  const where = { pipeline: "p", flow: "t", scope: "" };
  const [saved] = (await destination.state?.load(where, ["all"])) ?? [];
  return saved;
}
