import { spawnSync } from "node:child_process";
import { readdirSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { newFolder } from "./files.fixture.ts";
import { lockFile, lockUnlessHeld, tryLockFile } from "./lock-file.ts";

const child = fileURLToPath(new URL("child.fixture.ts", import.meta.url));
const newLock = (): string => join(newFolder(), "lock");

function writeHolder(path: string, holder: object): void {
  writeFileSync(
    path,
    JSON.stringify({ token: "t", pid: process.pid, host: "another-machine", ...holder }),
  );
}

test("[AU-2] of many who wait one is inside at a time, and all get in", async () => {
  const path = newLock();
  let inside = 0;
  let most = 0;
  let done = 0;
  const enter = async (): Promise<void> => {
    await using held = await lockFile(path, 10_000);
    void held;
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((resolve) => setImmediate(resolve));
    inside -= 1;
    done += 1;
  };

  await Promise.all(Array.from({ length: 8 }, enter));

  expect({ most, done }).toEqual({ most: 1, done: 8 });
  expect(readdirSync(dirname(path))).toEqual([]);
});

test("[AU-2] a killed process's lock is free at once", async () => {
  const path = newLock();
  const killed = spawnSync(process.execPath, ["--conditions=@brain/source", child, "lock", path]);
  expect(killed.signal).toBe("SIGKILL");
  expect(readdirSync(dirname(path))).toEqual(["lock"]);

  const held = await tryLockFile(path, 10_000);

  expect(held).toBeDefined();
  await held?.[Symbol.asyncDispose]();
  expect(readdirSync(dirname(path))).toEqual([]);
});

test("[AU-2] another machine's lock is free after its time, not before", async () => {
  const path = newLock();
  writeHolder(path, { until: Date.now() + 60_000 });
  expect(await tryLockFile(path, 10_000)).toBeUndefined();

  writeHolder(path, { until: Date.now() - 1 });

  expect(await tryLockFile(path, 10_000)).toBeDefined();
});

test("[AU-2] a lock without a holder's name is given time to get one", async () => {
  const path = newLock();
  writeFileSync(path, "");
  expect(await tryLockFile(path, 10_000)).toBeUndefined();

  utimesSync(path, 0, 0);

  expect(await tryLockFile(path, 10_000)).toBeDefined();
});

test("[SC-1] who does not wait for a holder still waits out a lock that a kill left half made", async () => {
  const path = newLock();
  writeFileSync(path, "");
  const nearlyOld = (Date.now() - 1_950) / 1_000;
  utimesSync(path, nearlyOld, nearlyOld);

  const taken = await lockUnlessHeld(path, 10_000);

  expect(taken).toBeDefined();
  expect(await lockUnlessHeld(path, 10_000)).toBeUndefined();
});

test("[AU-2] while one removes a stale lock no other may: it would remove the next holder's", async () => {
  const path = newLock();
  writeHolder(path, { token: "stale", until: 0 });
  writeFileSync(`${path}.stale`, "");
  expect(await tryLockFile(path, 10_000)).toBeUndefined();

  // Unless it was killed at it.
  utimesSync(`${path}.stale`, 0, 0);
  await tryLockFile(path, 10_000);

  expect(await tryLockFile(path, 10_000)).toBeDefined();
});

test("[AU-2] who was overtaken does not free the next holder's lock", async () => {
  const path = newLock();
  const slow = await tryLockFile(path, -1);
  const next = await tryLockFile(path, 10_000);

  await slow?.[Symbol.asyncDispose]();

  expect(next).toBeDefined();
  expect(await tryLockFile(path, 10_000)).toBeUndefined();
});

test("[CN-1] waiting ends with the signal", async () => {
  const path = newLock();
  await tryLockFile(path, 10_000);
  const abort = new AbortController();

  const waiting = lockFile(path, 10_000, abort.signal);
  const reason = new Error("enough");
  abort.abort(reason);

  await expect(waiting).rejects.toBe(reason);
});
