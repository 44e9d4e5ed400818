import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { entryOf } from "@brain/testkit";
import { expect, test } from "vitest";
import { batchOf, linesOf, load, newFolder, signal, writerOf } from "./files.fixture.ts";
import { jsonl } from "./jsonl.ts";

const child = fileURLToPath(new URL("child.fixture.ts", import.meta.url));

test("[DL-4] rows appear at the commit, each traced to its batch", async () => {
  const folder = newFolder();
  await using writer = await writerOf(jsonl(folder));
  await writer.write(batchOf([{ id: 1 }, { id: 2 }]), { signal });
  await writer.write(batchOf([{ id: 3 }], { id: "b2", partition: "d2" }), { signal });
  expect(readFileSync(join(folder, "t.jsonl"), "utf8")).toBe("");

  await writer.commit([]);

  expect(linesOf(folder)).toEqual([
    { id: 1, _batch: "b1" },
    { id: 2, _batch: "b1" },
    { id: 3, _batch: "b2" },
  ]);
  expect(linesOf(folder, "_brain_batches.jsonl")).toEqual([
    expect.objectContaining({
      id: "b1",
      run: "r1",
      flow: "f",
      table: "t",
      rows: 2,
      partition: "all",
    }),
    expect.objectContaining({
      id: "b2",
      rows: 1,
      partition: "d2",
      loaded_at: "2026-11-24T00:00:00.000Z",
    }),
  ]);
});

test("[VA-3] every JSON value comes back as it was", async () => {
  const folder = newFolder();
  const record = JSON.parse(
    '{"big":"9007199254740993","half":"\\ud800","nul":"a\\u0000b","__proto__":{"x":1},"deep":[{"a":[null,1.5e300]}],"":"","line":"a\\nb"}',
  ) as object;

  await load(folder, [record, {}]);

  const [first, second] = linesOf(folder);
  expect(JSON.stringify(first)).toBe(JSON.stringify(record).replace(/}$/, ',"_batch":"b1"}'));
  expect(second).toEqual({ _batch: "b1" });
});

test("[VA-3] a record's own _batch is kept under another name", async () => {
  const folder = newFolder();

  await load(folder, [{ _batch: "theirs" }]);

  const [row] = linesOf(folder);
  expect(row).toMatchObject({ _batch: "b1" });
  expect(Object.values(row ?? {})).toContain("theirs");
});

test("a record that is no JSON is refused alone", async () => {
  const folder = newFolder();
  const circle: { self?: object } = {};
  circle.self = circle;
  await using writer = await writerOf(jsonl(folder));

  const { rejected } = await writer.write(batchOf([{ n: 1n }, { id: 1 }, circle]), { signal });
  await writer.commit([]);

  expect(rejected.map(({ index, issue }) => [index, issue.code])).toEqual([
    [0, "invalid_type"],
    [2, "invalid_type"],
  ]);
  expect(linesOf(folder)).toEqual([{ id: 1, _batch: "b1" }]);
});

test.each([
  ["torn", '{"id":2,"na', [{ id: 1, _batch: "b1" }]],
  ["whole but not ended", '{"id":2}', [{ id: 1, _batch: "b1" }, { id: 2 }]],
  ["torn and longer than a chunk", `{"id":"${"x".repeat(200_000)}`, [{ id: 1, _batch: "b1" }]],
])(
  "[CP-1] a last line that is %s harms neither the rows before nor those after",
  async (_, tail, before) => {
    const folder = newFolder();
    await load(folder, [{ id: 1 }]);
    appendFileSync(join(folder, "t.jsonl"), tail);

    await load(folder, [{ id: 3 }]);

    expect(linesOf(folder)).toEqual([...before, { id: 3, _batch: "b1" }]);
  },
);

test("[CP-1] a killed process leaves what it committed, and its table is free at once", async () => {
  const folder = newFolder();
  const killed = spawnSync(process.execPath, [
    "--conditions=@brain/source",
    child,
    "jsonl",
    folder,
  ]);
  expect(killed.signal).toBe("SIGKILL");

  await load(folder, [{ id: "after" }]);

  expect(linesOf(folder)).toEqual([
    { id: "committed", _batch: "b1" },
    { id: "after", _batch: "b1" },
  ]);
});

test("a table that another process writes is refused", async () => {
  const folder = newFolder();
  await load(folder, [{ id: 1 }]);
  const other = {
    token: "x",
    pid: process.ppid,
    host: (await import("node:os")).hostname(),
    until: Date.now() + 60_000,
  };
  writeFileSync(join(folder, "t.jsonl.lock"), JSON.stringify(other));

  await expect(writerOf(jsonl(folder))).rejects.toMatchObject({
    code: "store_busy",
    retryable: true,
  });
});

test("two flows of one process fill one table", async () => {
  const folder = newFolder();
  await using one = await writerOf(jsonl(folder), { flow: "one" });
  await using two = await writerOf(jsonl(folder), { flow: "two" });

  await Promise.all(
    [one, two].map(async (writer, flow) => {
      for (let n = 0; n < 20; n++) {
        await writer.write(
          batchOf([
            { flow, n },
            { flow, n },
          ]),
          { signal },
        );
        await writer.commit([]);
      }
    }),
  );

  expect(linesOf(folder)).toHaveLength(80);
});

test("[MM-1] a commit larger than memory allows goes through a file of its own", async () => {
  const folder = newFolder();
  await using writer = await writerOf(jsonl(folder));
  const text = "x".repeat(1000);
  for (let batch = 0; batch < 8; batch++) {
    const records = Array.from({ length: 5000 }, (_, n) => ({ n: batch * 5000 + n, text }));
    await writer.write(batchOf(records), { signal });
  }
  expect(readdirSync(folder).some((file) => file.startsWith("_stage_"))).toBe(true);

  await writer.commit([]);
  await writer[Symbol.asyncDispose]();

  const rows = linesOf(folder);
  expect(rows.map((row) => Reflect.get(Object(row), "n"))).toEqual([...Array(40_000).keys()]);
  expect(readdirSync(folder).toSorted()).toEqual(["_brain_batches.jsonl", "t.jsonl"]);
});

test("[VA-5] hostile table names stay inside the folder, each a file of its own", async () => {
  const folder = newFolder();
  const names = [
    "../up",
    "/etc/passwd",
    "Contacts",
    "contacts",
    "a/b",
    "a\\b",
    "_quarantine",
    "",
    "ü".repeat(300),
  ];

  for (const [n, name] of names.entries()) await load(folder, [{ n }], { name });

  const files = readdirSync(folder).filter((file) => !file.startsWith("_"));
  expect(files).toHaveLength(names.length);
  expect(files.every((file) => /^[a-z][a-z0-9_]{0,62}\.jsonl$/.test(file))).toBe(true);
});

test("[VA-5] a link that leads out of the folder is refused", async () => {
  const folder = newFolder();
  symlinkSync(join(newFolder(), "elsewhere"), join(folder, "t.jsonl"));

  await expect(writerOf(jsonl(folder))).rejects.toMatchObject({ code: "table_mismatch" });
});

test("other modes than append are refused, and plan is told so", async () => {
  const destination = jsonl(newFolder());

  expect(destination.capabilities).toMatchObject({
    modes: ["append"],
    transactional: false,
    deletes: "none",
  });
  expect(destination.state).toBeUndefined();
  await expect(writerOf(destination, { mode: "upsert" })).rejects.toMatchObject({
    code: "plan_impossible",
  });
});

test("a folder that cannot be made is an error with what to do", async () => {
  const file = join(newFolder(), "file");
  writeFileSync(file, "");
  const destination = jsonl(join(file, "sub"));

  expect(await destination.check()).toMatchObject({
    ok: false,
    cause: "config",
    hint: expect.stringContaining("permissions"),
  });
  await expect(writerOf(destination)).rejects.toMatchObject({ code: "store_unavailable" });
});

test.skipIf(process.getuid?.() === 0)("a folder that may not be written is an error", async () => {
  const folder = newFolder();
  chmodSync(folder, 0o500);

  await expect(writerOf(jsonl(folder))).rejects.toMatchObject({ code: "store_unavailable" });
});

test("[EN-3] replaced records of quarantine are there for the next process, settled ones too, and what they were is held no more", async () => {
  const folder = newFolder();
  const { quarantine } = jsonl(folder);
  await quarantine.add(["1", "2"].map((id) => entryOf(id, { record: `old:${id}` })));
  await quarantine.settle(["1"], "discarded", "r2");

  const before = await quarantine.holds?.(["old:1", "old:2", "new:"]);
  await quarantine.replace?.(["1", "2", "3"].map((id) => entryOf(id, { record: `new:${id}` })));

  const next = jsonl(folder).quarantine;
  const open = await next.list({ pipeline: "p", limit: 9 });
  const all = await next.list({ pipeline: "p", settled: true, limit: 9 });
  expect(before).toEqual(["old:1", "old:2"]);
  expect(open.map(({ record }) => record)).toEqual(["new:2"]);
  expect(all.map(({ record }) => record)).toEqual(["new:1", "new:2"]);
  expect(await next.holds?.(["old:1", "old:2", "new:1"])).toEqual(["new:1"]);
});

test("[VA-1] the quarantine adds an entry once, settles it, and is there for the next process", async () => {
  const folder = newFolder();
  await using writer = await writerOf(jsonl(folder));
  await writer.commit([], [entryOf("2"), entryOf("1"), entryOf("1")]);
  await writer[Symbol.asyncDispose]();
  const { quarantine } = jsonl(folder);
  await quarantine.add([entryOf("2", { run: "r2" }), entryOf("3", { flow: "g" })]);
  await quarantine.settle(["1", "nope"], "loaded", "r3");
  appendFileSync(join(folder, "_quarantine.jsonl"), '{"id":"4","pipe');

  const next = jsonl(folder).quarantine;

  expect(await next.list({ pipeline: "p", limit: 9 })).toEqual([
    entryOf("2"),
    entryOf("3", { flow: "g" }),
  ]);
  expect(await next.list({ pipeline: "p", flow: "f", limit: 9 })).toEqual([entryOf("2")]);
  expect(await next.list({ pipeline: "p", after: "2", limit: 1 })).toHaveLength(1);
  expect(statSync(join(folder, "_quarantine.jsonl")).mode & 0o777).toBe(0o600);
});
