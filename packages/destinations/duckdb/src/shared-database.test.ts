import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { duckdb } from "./duckdb.ts";
import { idsOf, load, newFile, open, writerOf } from "./table.fixture.ts";

const child = fileURLToPath(new URL("child.fixture.ts", import.meta.url));
const node = ["--conditions=@brain/source", child];

test("nothing is opened before the first use", async () => {
  const path = newFile();

  await using destination = duckdb(path);

  expect(destination.capabilities).toMatchObject({ transactional: true, manyProcesses: false });
  expect(existsSync(path)).toBe(false);
});

test("two destinations of one process share the file, however its path is written", async () => {
  const path = newFile();
  const link = join(dirname(newFile()), "link.duckdb");
  await using first = await open(path);
  symlinkSync(path, link);
  await using second = duckdb(link);
  await using writer = await writerOf(first);
  await load(writer, [{ id: "a" }]);

  expect(await idsOf(second)).toEqual(["a"]);
  expect(await second.state.lease("p", { ttlMs: 1, owner: "x" })).toBeUndefined();
  await first.close();
  expect(await idsOf(second)).toEqual(["a"]);
});

test("closing twice is harmless, and the next use opens the file again", async () => {
  const destination = await open();
  await using writer = await writerOf(destination);
  await load(writer, [{ id: "a" }]);
  await writer[Symbol.asyncDispose]();
  await destination.close();
  await destination.close();

  expect(await idsOf(destination)).toEqual(["a"]);
  await destination.close();
});

test("a second process is told who has the file and what to do", async () => {
  const path = newFile();
  const holder = spawn(process.execPath, [...node, path, "hold"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  await once(holder.stdout, "data");

  await using destination = duckdb(path);
  const use = destination.state.lease("p", { ttlMs: 1, owner: "x" });

  await expect(use).rejects.toMatchObject({
    code: "store_busy",
    retryable: true,
    message: expect.stringContaining(path),
    hint: expect.stringMatching(/^Wait/),
  });
  expect(await destination.check()).toMatchObject({ ok: false, cause: "transient" });
  holder.kill("SIGKILL");
  await once(holder, "exit");
  expect(await destination.check()).toEqual({ ok: true });
});

test("[CP-2] what was committed before a kill is there, what was only staged is not", async () => {
  const path = newFile();

  const killed = spawnSync(process.execPath, [...node, path, "kill"]);

  expect(killed.signal).toBe("SIGKILL");
  await using destination = duckdb(path);
  expect(await idsOf(destination)).toEqual(["committed"]);
  const [point] = await destination.state.load({ pipeline: "p", flow: "f", scope: "" }, ["all"]);
  expect(point).toMatchObject({ seq: 1, state: "after the commit" });
});

test("[HT-8] a process that closed, or forgot to, ends by itself", () => {
  for (const end of ["close", "forget"]) {
    const ended = spawnSync(process.execPath, [...node, newFile(), end], { timeout: 20_000 });

    expect(ended).toMatchObject({ status: 0, signal: null });
  }
});

test("a folder that does not exist is named, and not made", async () => {
  const path = join(dirname(newFile()), "none", "t.duckdb");
  await using destination = duckdb(path);

  await expect(destination.query("select 1")).rejects.toMatchObject({
    code: "store_unavailable",
    message: expect.stringContaining("folder does not exist"),
    hint: expect.stringContaining(dirname(path)),
  });
  expect(await destination.check()).toMatchObject({ ok: false, cause: "config" });
});

test.skipIf(process.getuid?.() === 0)("a folder that may not be written is an error", async () => {
  const path = newFile();
  chmodSync(dirname(path), 0o500);
  await using destination = duckdb(path);

  await expect(destination.query("select 1")).rejects.toMatchObject({ code: "store_unavailable" });
});

test("a path through a file is an error", async () => {
  const path = newFile();
  writeFileSync(path, "");
  await using destination = duckdb(join(path, "t.duckdb"));

  await expect(destination.query("select 1")).rejects.toMatchObject({ code: "store_unavailable" });
});

test("a file that is no database is refused, and left as it was", async () => {
  const path = newFile();
  writeFileSync(path, "id,name\n1,Ada\n".repeat(5000));
  await using destination = duckdb(path);

  await expect(destination.query("select 1")).rejects.toMatchObject({
    code: "store_unavailable",
    message: expect.stringContaining("no DuckDB database"),
  });
});

test("a wrong query says so, with DuckDB's own words as cause", async () => {
  await using destination = await open();

  await expect(destination.query("selekt 1")).rejects.toMatchObject({
    code: "destination_failed",
    cause: expect.objectContaining({ message: expect.stringContaining("syntax error") }),
  });
});

test("a query gives plain JSON, with parameters bound", async () => {
  await using destination = await open();

  const [row] = await destination.query(
    `select $1 as text, 2::hugeint as n, 9007199254740993 as big, 1.50::decimal(4,2) as amount,
       date '2026-11-24' as day, timestamp '2026-11-24 08:00:00.5' as "at", [1, null] as list,
       {a: 12345678901234567::bigint} as nested, null as nothing`,
    ["'; drop table t; --"],
  );

  expect(row).toEqual({
    text: "'; drop table t; --",
    n: 2,
    big: "9007199254740993",
    amount: "1.50",
    day: "2026-11-24",
    at: "2026-11-24T08:00:00.5Z",
    list: [1, null],
    nested: { a: "12345678901234567" },
    nothing: null,
  });
});
