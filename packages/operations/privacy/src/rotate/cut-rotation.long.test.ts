import { copyFileSync } from "node:fs";
import { DuckDBConnection } from "@duckdb/node-api";
import { expect, test, vi } from "vitest";
import { rotateKeys } from "./rotate-keys.ts";
import { loaded, look, open } from "./rotation-world.fixture.ts";

test("[EN-3] a rotation that fails at any statement that writes goes on when it is run again: nothing lost, nothing under an old key", async () => {
  const { path, provider, ...first } = await loaded();
  const before = await look(first);
  await first.destination.close();
  const run = DuckDBConnection.prototype.run;
  let failures = 0;

  for (let nth = 1; ; nth++) {
    const copy = `${path}.${nth}`;
    copyFileSync(path, copy);
    const cut = open(copy, provider);
    await cut.destination.check();
    let left = nth;
    const trap = vi.spyOn(DuckDBConnection.prototype, "run").mockImplementation(function (
      this: DuckDBConnection,
      ...given
    ) {
      // A read leaves what the write before it left.
      if (/^\s*select/i.test(given[0])) return run.apply(this, given);
      left -= 1;
      return left <= 0 ? Promise.reject(new Error("power cut")) : run.apply(this, given);
    });
    const done = await rotateKeys(cut.pipeline, cut.keys).then(
      () => true,
      () => false,
    );
    trap.mockRestore();
    await cut.destination.close();
    const next = open(copy, provider);
    expect((await look(next)).rows).toEqual(before.rows);
    const report = await rotateKeys(next.pipeline, next.keys);
    for (const kid of report.unused) await next.keys.destroy("", kid);
    expect((await look(next)).rows).toEqual(before.rows);
    await next.destination.close();
    if (done) break;
    failures += 1;
  }

  expect(failures).toBeGreaterThan(8);
}, 120_000);
