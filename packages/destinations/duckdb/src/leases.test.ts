import { fakeClock } from "@brain/testkit";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { createBookkeeping } from "./bookkeeping.ts";
import { createLeases } from "./leases.ts";
import { newFile, open } from "./table.fixture.ts";
import { createTurns } from "./turns.ts";
import { duckdb } from "./duckdb.ts";

const taking = { ttlMs: 30_000, owner: "run-1" };

async function setup() {
  const clock = fakeClock();
  const books = await (await DuckDBInstance.create(":memory:")).connect();
  await createBookkeeping(books);
  return { clock, leases: createLeases(":memory:", books, createTurns(), clock) };
}

test("[SC-1] one holder at a time; releasing frees the lease at once, under a new fence", async () => {
  const { leases } = await setup();
  const first = await leases.lease("p", taking);
  expect(first).toMatchObject({ fence: 1 });
  expect(await leases.lease("p", { ...taking, owner: "run-2" })).toBeUndefined();
  expect(await leases.lease("other", taking)).toMatchObject({ fence: 1 });

  await first?.release();
  const second = await leases.lease("p", { ...taking, owner: "run-2" });

  expect(second).toMatchObject({ fence: 2 });
  expect(second).not.toHaveProperty("previous");
  expect(first?.lost.aborted).toBe(true);
});

test("[SC-1] a holder that was only disposed keeps the lease for its time to live", async () => {
  const { leases, clock } = await setup();
  const first = await leases.lease("p", taking);
  await clock.advance(100_000);
  expect(await leases.lease("p", taking)).toBeUndefined();
  await first?.[Symbol.asyncDispose]();
  await clock.advance(29_000);
  expect(await leases.lease("p", taking)).toBeUndefined();
  expect(first?.lost.aborted).toBe(false);

  await clock.advance(1_001);
  const second = await leases.lease("p", { ...taking, owner: "run-2" });

  expect(second).toMatchObject({ fence: 2, previous: "run-1" });
  expect(first?.lost.aborted).toBe(true);
});

test("[SC-1] those who join keep it alive, until one releases it for all", async () => {
  const { leases, clock } = await setup();
  const first = await leases.lease("p", taking);
  const joined = await leases.lease("p", { ...taking, join: 1 });
  expect(joined).toMatchObject({ fence: 1 });
  await first?.[Symbol.asyncDispose]();
  await clock.advance(60_000);
  expect(await leases.lease("p", taking)).toBeUndefined();

  await joined?.release();

  expect(await leases.lease("p", { ...taking, join: 1 })).toBeUndefined();
  expect(await leases.lease("p", taking)).toMatchObject({ fence: 2 });
  expect(await leases.lease("p", { ...taking, join: 1 })).toBeUndefined();
});

test("[SC-1] the lease of a process that is gone is taken over at once, and its owner named", async () => {
  const path = newFile();
  const killed = await open(path);
  await killed.close();

  await using destination = duckdb(path);
  const lease = await destination.state.lease("p", { ...taking, owner: "run-2" });

  expect(lease).toMatchObject({ fence: 2, previous: "r1" });
});

test("[ER-1] a lease that is released after its file was closed says which file, and is free all the same", async () => {
  const path = newFile();
  const destination = duckdb(path);
  const lease = await destination.state.lease("p", taking);
  await destination.close();

  await expect(lease?.release()).rejects.toMatchObject({
    name: "StoreError",
    code: "store_unavailable",
    message: expect.stringContaining(path),
  });
  await expect(lease?.[Symbol.asyncDispose]()).resolves.toBeUndefined();

  await using again = duckdb(path);
  expect(await again.state.lease("p", taking)).toMatchObject({ fence: 2, previous: "run-1" });
});
