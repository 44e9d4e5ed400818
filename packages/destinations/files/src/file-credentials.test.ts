import { mkdtempSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fileCredentials } from "./file-credentials.ts";

const path = (): string =>
  join(mkdtempSync(join(tmpdir(), "brain-credentials-")), ".brain", "credentials.json");

test("[AU-2] a written credential is read by another process's store, and by nobody else", async () => {
  const file = path();

  const version = await fileCredentials(file).write("ga4", { refreshToken: "r1" }, undefined);

  expect(await fileCredentials(file).read("ga4")).toEqual({
    value: { refreshToken: "r1" },
    version,
  });
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test("[AU-2] of two writers from one version the second changes nothing", async () => {
  const store = fileCredentials(path());
  const first = await store.write("k", { refreshToken: "r1" }, undefined);

  const second = await store.write("k", { refreshToken: "r2" }, undefined);
  const third = await store.write("k", { refreshToken: "r3" }, first);

  expect(second).toBeUndefined();
  expect(third).toBeDefined();
  expect((await store.read("k"))?.value).toEqual({ refreshToken: "r3" });
});

test("[AU-2] two processes' stores that refresh under the lock spend one token each time", async () => {
  const file = path();
  const stores = [fileCredentials(file), fileCredentials(file)];
  await stores[0]?.write("k", { refreshToken: "0" }, undefined);
  const spent: string[] = [];
  const refresh = async (store = fileCredentials(file)): Promise<void> => {
    await using held = await store.lock?.("k", 10_000);
    void held;
    const found = await store.read("k");
    const token = found?.value["refreshToken"] ?? "";
    spent.push(token);
    await store.write("k", { refreshToken: String(Number(token) + 1) }, found?.version);
  };

  await Promise.all(Array.from({ length: 8 }, (_, n) => refresh(stores[n % 2])));

  expect(spent).toEqual(["0", "1", "2", "3", "4", "5", "6", "7"]);
});

test("[AU-2] a version that was written over never comes back, even with the same value", async () => {
  const store = fileCredentials(path());
  const first = await store.write("k", { refreshToken: "r1" }, undefined);
  const second = await store.write("k", { refreshToken: "r2" }, first);
  await store.write("k", { refreshToken: "r1" }, second);

  expect(await store.write("k", { refreshToken: "r3" }, first)).toBeUndefined();
});

test("keys are any text, `__proto__` too", async () => {
  const store = fileCredentials(path());
  const keys = ["__proto__", "../up", "Ünï \u0000", "constructor"];

  for (const key of keys) await store.write(key, { accessToken: key }, undefined);

  for (const key of keys) expect((await store.read(key))?.value).toEqual({ accessToken: key });
  expect(await store.read("toString")).toBeUndefined();
});

test("a file that is no JSON is an error, never an empty store", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "brain-credentials-")), "c.json");
  const { writeFileSync } = await import("node:fs");
  writeFileSync(file, "{");

  await expect(fileCredentials(file).read("k")).rejects.toMatchObject({
    code: "store_unavailable",
  });
});
