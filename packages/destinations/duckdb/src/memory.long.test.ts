import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { checkpointOf } from "@brain/testkit";
import { expect, test } from "vitest";
import { duckdb } from "./duckdb.ts";
import { batchOf, newFile, signal, writerOf } from "./table.fixture.ts";

const ROWS = 10_000;
const rows = (batch: number, text: () => string): object[] =>
  Array.from({ length: ROWS }, (_, n) => ({ id: `${batch * ROWS + n}`, n, text: text() }));
/** Nothing that could be compressed. */
const noise = (): string => randomBytes(500).toString("hex");

test("[MM-1] 200,000 rows in commits of 10,000 leave nothing behind in memory", async () => {
  await using destination = duckdb(newFile());
  await destination.state.lease("p", { ttlMs: 1000, owner: "r1" });
  await using writer = await writerOf(destination, { mode: "append" });

  for (let batch = 0; batch < 20; batch++) {
    await writer.write(batchOf(rows(batch, () => "short")), { signal });
    await writer.commit([checkpointOf({ seq: batch + 1 })]);
  }

  const [counted] = await destination.query(
    "select count(*) as n, count(distinct id) as ids from t",
  );
  expect(counted).toEqual({ n: 200_000, ids: 200_000 });
  const [held] = await destination.query(
    "select sum(memory_usage_bytes) as bytes from duckdb_memory()",
  );
  expect(held?.["bytes"]).toBeLessThan(64e6);
});

test.each(["append", "upsert"] as const)(
  "[MM-1] %s: a unit larger than the memory allowed waits beside the file and is committed whole",
  async (mode) => {
    const path = newFile();
    await using destination = duckdb(path, { memoryLimit: "48MB" });
    await destination.state.lease("p", { ttlMs: 1000, owner: "r1" });
    await using writer = await writerOf(destination, { mode });

    for (let batch = 0; batch < 8; batch++) {
      await writer.write(batchOf(rows(batch, noise)), { signal });
    }
    expect(existsSync(`${path}.tmp`)).toBe(true);
    await writer.commit([checkpointOf()]);

    const [counted] = await destination.query("select count(*) as n from t");
    expect(counted).toEqual({ n: 80_000 });
  },
);
