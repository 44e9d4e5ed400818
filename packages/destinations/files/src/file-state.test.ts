import { spawnSync } from "node:child_process";
import { appendFileSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { StateStore } from "@brain/core";
import { checkpointOf } from "@brain/testkit";
import { expect, test } from "vitest";
import { nodeTimers } from "./file-leases.ts";
import { createFileState, fileState } from "./file-state.ts";
import { nodeFileSystem, type FileSystem, type OpenFile } from "./file-system.ts";
import { collect, newFolder } from "./files.fixture.ts";

const child = fileURLToPath(new URL("child.fixture.ts", import.meta.url));
const where = { pipeline: "p", flow: "f", scope: "" };
const owner = { ttlMs: 30_000, owner: "r1" };

/** A store whose pipeline `p` holds fence 1 in a new folder. */
async function setup(fileSystem: FileSystem = nodeFileSystem) {
  const folder = newFolder();
  const state = createFileState(folder, fileSystem, nodeTimers);
  const lease = await state.lease("p", owner);
  return { folder, state, lease, journal: join(folder, "p", "f.1.journal") };
}

/** Every call that changes something, in order, with the file's name in the folder. */
function recorded(): { calls: string[]; fileSystem: FileSystem } {
  const calls: string[] = [];
  const short = (path: string): string =>
    (path.split("/").at(-1) ?? "").replace(String(process.pid), "PID");
  const fileSystem: FileSystem = {
    ...nodeFileSystem,
    async open(path, flags): Promise<OpenFile> {
      const file = await nodeFileSystem.open(path, flags);
      const note = (what: string): void => void calls.push(`${what} ${short(path)}`);
      return {
        write: async (text) => (note("write"), file.write(text)),
        sync: async () => (note("sync"), file.sync()),
        truncate: async (bytes) => (note("truncate"), file.truncate(bytes)),
        close: () => file.close(),
      };
    },
    rename: async (from, to) => {
      calls.push(`rename ${short(from)} ${short(to)}`);
      return nodeFileSystem.rename(from, to);
    },
  };
  return { calls, fileSystem };
}

const save = (state: StateStore, seq: number, given = {}) =>
  state.save([checkpointOf({ seq, ...given })]);

test("[CP-3] checkpoints come back as they were saved, to another store too", async () => {
  const { folder, state } = await setup();
  const point = checkpointOf({
    partition: "Ünï \u0000 \n",
    state: { after: "half \ud800", deep: [1, null] },
    // Of dataset rules; a rule may be called anything.
    rules: JSON.parse(
      '{"unique(id)":{"level":0,"once":"0aZ_-","times":[2]},"__proto__":{"records":1}}',
    ),
    version: "v1",
  });

  await state.save([point, checkpointOf({ partition: "b" })]);

  for (const store of [state, fileState(folder)]) {
    expect(await store.load(where, ["none", point.partition])).toEqual([undefined, point]);
  }
});

test("[CP-2] an entry is synced before it counts, and a new journal's name too", async () => {
  const { calls, fileSystem } = recorded();
  const { state } = await setup(fileSystem);
  calls.length = 0;

  await save(state, 1);
  await save(state, 2);

  expect(calls).toEqual([
    "write f.1.journal",
    "sync f.1.journal",
    "sync p",
    "write f.1.journal",
    "sync f.1.journal",
  ]);
});

test("[CP-2] at twice its live size the journal is written anew: temp, sync, rename, sync of the folder", async () => {
  const { calls, fileSystem } = recorded();
  const { state, journal } = await setup(fileSystem);
  const text = "x".repeat(20_000);
  let seq = 0;
  while (!calls.some((call) => call.startsWith("rename f.1"))) {
    calls.length = 0;
    await save(state, ++seq, { state: text });
  }

  expect(calls).toEqual([
    "write f.1.journal",
    "sync f.1.journal",
    "write f.1.journal.PID.tmp",
    "sync f.1.journal.PID.tmp",
    "rename f.1.journal.PID.tmp f.1.journal",
    "sync p",
  ]);
  expect(statSync(journal).size).toBeLessThan(2 * text.length);
  expect((await state.load(where, ["all"]))[0]).toMatchObject({ seq, state: text });
  await save(state, seq + 1);
  expect((await state.load(where, ["all"]))[0]?.seq).toBe(seq + 1);
});

test("[CP-2] a torn last entry is ignored and then cut off", async () => {
  const { folder, state, journal } = await setup();
  await save(state, 1);
  const whole = readFileSync(journal);
  await save(state, 2);
  const both = readFileSync(journal);
  for (let bytes = whole.length; bytes < both.length; bytes += 37) {
    writeFileSync(journal, both.subarray(0, bytes));
    expect((await fileState(folder).load(where, ["all"]))[0]?.seq).toBe(1);
  }

  const next = fileState(folder);
  await save(next, 2, { state: "again" });

  expect((await fileState(folder).load(where, ["all"]))[0]).toMatchObject({
    seq: 2,
    state: "again",
  });
});

test.each([
  ["a changed byte", (text: string) => text.replace('"seq":1', '"seq":7')],
  ["a missing byte", (text: string) => text.replace('"seq":1', '"seq":')],
  ["text that is none of ours", (text: string) => `hello\n${text}`],
  ["an empty line", (text: string) => `\n${text}`],
])("[CP-3] %s in the middle is an error, never a new beginning", async (_, damage) => {
  const { folder, state, journal } = await setup();
  await save(state, 1);
  await save(state, 2);
  writeFileSync(journal, damage(readFileSync(journal, "utf8")));

  const load = fileState(folder).load(where, ["all"]);

  await expect(load).rejects.toMatchObject({
    code: "checkpoint_corrupt",
    message: expect.stringContaining(journal),
  });
});

test("[CP-7] a writer whose lease was taken over only writes a file that no reader takes", async () => {
  const { folder, state, lease, journal } = await setup();
  await save(state, 1);
  const old = readFileSync(journal);
  await lease?.release();
  const next = fileState(folder);
  expect(await next.lease("p", { ...owner, owner: "r2" })).toMatchObject({ fence: 2 });

  await expect(save(state, 2, { state: "late" })).rejects.toMatchObject({ code: "lease_lost" });
  writeFileSync(journal, old);
  appendFileSync(journal, old.toString());

  expect((await fileState(folder).load(where, ["all"]))[0]?.seq).toBe(1);
  await save(next, 2, { fence: 2, state: "right" });
  expect((await fileState(folder).load(where, ["all"]))[0]).toMatchObject({
    seq: 2,
    state: "right",
  });
});

test("[CP-7] a lease taken between the append and its confirmation refuses the save", async () => {
  const folder = newFolder();
  let taking: (() => Promise<unknown>) | undefined;
  const fileSystem: FileSystem = {
    ...nodeFileSystem,
    async open(path, flags) {
      if (path.endsWith(".journal") && flags === "a") await taking?.();
      return nodeFileSystem.open(path, flags);
    },
  };
  const state = createFileState(folder, fileSystem, nodeTimers);
  await state.lease("p", owner);
  // As if the lock had been taken from a process that stood still for long.
  taking = async () => writeFileSync(join(folder, "p", "lease.2"), "{}");

  await expect(save(state, 1)).rejects.toMatchObject({ code: "lease_lost" });
});

test("lists, loads and removes by scope, over flows and pipelines", async () => {
  const { state } = await setup();
  await state.lease("other", owner);
  const keys = Array.from({ length: 300 }, (_, n) => `d${String(n).padStart(3, "0")}`);
  await state.save(keys.map((partition) => checkpointOf({ partition })));
  await state.save([checkpointOf({ flow: "g", scope: "w", generation: "g0" })]);
  await state.save([checkpointOf({ pipeline: "other" })]);

  expect(
    (await collect(state.list({ pipeline: "p", flow: "f" }))).map(({ partition }) => partition),
  ).toEqual(keys);
  expect(await collect(state.list({ pipeline: "p" }))).toHaveLength(301);
  await expect(state.remove({ pipeline: "p" }, 9)).rejects.toMatchObject({ code: "lease_lost" });
  expect(await state.remove({ pipeline: "p", keep: "g1", before: "2027" }, 1)).toBe(1);
  expect(await state.remove({ pipeline: "p", flow: "f", partition: "d007" }, 1)).toBe(1);
  expect(await collect(state.list({ pipeline: "p" }))).toHaveLength(299);
  expect(await collect(state.list({ pipeline: "other" }))).toHaveLength(1);
});

test("[SC-1] the lease of a killed process is taken over at once, and nothing it saved is lost", async () => {
  const folder = newFolder();
  const killed = spawnSync(process.execPath, [
    "--conditions=@brain/source",
    child,
    "state",
    folder,
  ]);
  expect(killed.signal).toBe("SIGKILL");
  const state = fileState(folder);

  const lease = await state.lease("p", owner);

  expect(lease).toMatchObject({ fence: 2, previous: "killed" });
  expect((await state.load(where, ["all"]))[0]).toMatchObject({ seq: 1, state: { after: 1 } });
  expect(readdirSync(join(folder, "p")).toSorted()).toEqual(["f.2.journal", "lease.2"]);
});

test("[HT-8] a process that holds a lease ends by itself", () => {
  const ended = spawnSync(
    process.execPath,
    ["--conditions=@brain/source", child, "end", newFolder()],
    { timeout: 20_000 },
  );

  expect(ended).toMatchObject({ status: 0, signal: null });
});

test("files are for their user alone", async () => {
  const { folder, state } = await setup();
  await save(state, 1);
  await state.values.put("k", 1, undefined);

  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) =>
    file.isFile(),
  );

  expect(files.length).toBeGreaterThan(2);
  for (const { parentPath, name } of files) {
    expect(statSync(join(parentPath, name)).mode & 0o777).toBe(0o600);
  }
});

test("values are swapped only from the version read, by any process's store", async () => {
  const folder = newFolder();
  const [one, two] = [fileState(folder).values, fileState(folder).values];
  const first = await one.put("a/1", { n: 1 }, undefined);
  expect(await two.put("a/1", { n: 2 }, undefined)).toBeUndefined();
  const second = await two.put("a/1", { n: 2 }, first);
  expect(await one.put("a/1", { n: 3 }, first)).toBeUndefined();
  expect(await one.delete("a/1", first ?? "")).toBe(false);
  expect(await one.delete("a/1", second ?? "")).toBe(true);
  await one.put("a/1", null, undefined);
  await one.put("b", 1, undefined);

  expect(await two.put("a/1", 4, second)).toBeUndefined();
  expect(await two.get("a/1")).toMatchObject({ value: null });
  expect(await collect(two.list("a/"))).toEqual(["a/1"]);
});

test("[CP-2] concurrent writers of one value never lose an update", async () => {
  const folder = newFolder();
  const stores = [fileState(folder).values, fileState(folder).values];
  const add = async (values: StateStore["values"]): Promise<void> => {
    for (;;) {
      const found = await values.get("n");
      if (await values.put("n", Number(found?.value ?? 0) + 1, found?.version)) return;
    }
  };

  await Promise.all(
    Array.from({ length: 20 }, (_, n) => add(stores[n % 2] ?? fileState(folder).values)),
  );

  expect((await stores[0]?.get("n"))?.value).toBe(20);
});

test("[ST-2] a folder that cannot be written is an error that claims nothing", async () => {
  const file = join(newFolder(), "file");
  writeFileSync(file, "");
  const state = fileState(join(file, "state"));

  await expect(state.lease("p", owner)).rejects.toMatchObject({ code: "store_unavailable" });
  await expect(state.values.put("k", 1, undefined)).rejects.toMatchObject({
    code: "store_unavailable",
  });
});
