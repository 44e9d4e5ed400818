import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fakeClock } from "@brain/testkit";
import { expect, test } from "vitest";
import type { LeaseTimers } from "./file-leases.ts";
import { createFileState } from "./file-state.ts";
import { nodeFileSystem } from "./file-system.ts";
import { newFolder } from "./files.fixture.ts";

const taking = { ttlMs: 30_000, owner: "run-1" };

/** Two stores over one folder, as two processes would have them, and one hand on their time. */
function setup() {
  const clock = fakeClock();
  const folder = newFolder();
  const ticks = new Set<() => void>();
  const timers: LeaseTimers = {
    now: clock.now,
    every(_, work) {
      ticks.add(work);
      return () => ticks.delete(work);
    },
  };
  const store = () => createFileState(folder, nodeFileSystem, timers);
  return { clock, folder, ticks, one: store(), two: store() };
}

test("[SC-1] one holder at a time; releasing frees the lease at once, under a new fence", async () => {
  const { one, two } = setup();
  const first = await one.lease("p", taking);
  expect(first).toMatchObject({ fence: 1 });
  expect(await two.lease("p", { ...taking, owner: "run-2" })).toBeUndefined();
  expect(await two.lease("other", taking)).toMatchObject({ fence: 1 });

  await first?.release();
  const second = await two.lease("p", { ...taking, owner: "run-2" });

  expect(second).toMatchObject({ fence: 2 });
  expect(second).not.toHaveProperty("previous");
});

test("[SC-1] of many who ask at once one gets the lease", async () => {
  const { one, two } = setup();

  const leases = await Promise.all(
    Array.from({ length: 10 }, (_, n) => (n % 2 === 0 ? one : two).lease("p", taking)),
  );

  expect(leases.filter((lease) => lease !== undefined)).toHaveLength(1);
});

test("[SC-1] a holder that was only disposed keeps the lease for its time to live", async () => {
  const { one, two, clock } = setup();
  const first = await one.lease("p", taking);
  await first?.[Symbol.asyncDispose]();
  await clock.advance(29_000);
  expect(await two.lease("p", taking)).toBeUndefined();

  await clock.advance(1_001);

  expect(await two.lease("p", taking)).toMatchObject({ fence: 2, previous: "run-1" });
});

test("[SC-1] those who join keep it alive, until one releases it for all", async () => {
  const { one, two, clock } = setup();
  const first = await one.lease("p", taking);
  const joined = await two.lease("p", { ...taking, join: 1 });
  expect(joined).toMatchObject({ fence: 1 });
  await first?.[Symbol.asyncDispose]();
  await clock.advance(60_000);
  expect(await one.lease("p", taking)).toBeUndefined();

  await joined?.release();

  expect(await two.lease("p", { ...taking, join: 1 })).toBeUndefined();
  expect(await one.lease("p", taking)).toMatchObject({ fence: 2 });
});

test("[SC-1] a holder on another machine is gone when it was not seen for its time to live", async () => {
  const { one, folder, clock } = setup();
  await one.lease("p", taking);
  const elsewhere = (seenAt: number): void =>
    writeFileSync(
      join(folder, "p", "lease.1"),
      JSON.stringify({
        ...taking,
        keepers: [{ id: "x", pid: 1, host: "another-machine", seenAt }],
        released: false,
        leftAt: 0,
      }),
    );
  elsewhere(clock.now() - 29_000);
  expect(await one.lease("p", taking)).toBeUndefined();

  elsewhere(clock.now() - 30_001);

  expect(await one.lease("p", taking)).toMatchObject({ fence: 2, previous: "run-1" });
});

test("[SC-1] the holder renews at a third, and is told when another took over", async () => {
  const { one, two, folder, ticks, clock } = setup();
  const first = await one.lease("p", taking);
  await clock.advance(10_000);
  for (const tick of ticks) tick();
  // A lease that is asked for takes its turn behind the renewal.
  expect(await two.lease("p", taking)).toBeUndefined();
  const text = (await nodeFileSystem.read(join(folder, "p", "lease.1")))?.toString() ?? "";
  expect(JSON.parse(text)).toMatchObject({ keepers: [{ seenAt: clock.now() }] });

  writeFileSync(join(folder, "p", "lease.2"), "{}");
  const lost = new Promise((resolve) => first?.lost.addEventListener("abort", resolve));
  for (const tick of ticks) tick();
  await lost;

  expect(first?.lost.reason).toMatchObject({ code: "lease_lost" });
});

test("[SC-1] a lease file that a kill left empty holds nobody up, and its number is not used again", async () => {
  const { one, folder } = setup();
  await (await one.lease("p", taking))?.release();
  writeFileSync(join(folder, "p", "lease.2"), "");

  expect(await one.lease("p", taking)).toMatchObject({ fence: 3 });
});

test("[ER-1] a lease that cannot be released says which file", async () => {
  const { one, folder } = setup();
  const lease = await one.lease("p", taking);
  const file = join(folder, "p", "lease.1");
  rmSync(file);
  mkdirSync(file);

  await expect(lease?.release()).rejects.toMatchObject({
    name: "StoreError",
    code: "store_unavailable",
    message: expect.stringContaining(file),
  });
});

test("[SC-1] a lease whose folder is gone is lost: releasing it is harmless", async () => {
  const { one, two, folder } = setup();
  const lease = await one.lease("p", taking);
  rmSync(folder, { recursive: true });

  await lease?.release();

  expect(lease?.lost.reason).toMatchObject({ code: "lease_lost" });
  expect(await two.lease("p", { ...taking, owner: "run-2" })).toMatchObject({ fence: 1 });
});
