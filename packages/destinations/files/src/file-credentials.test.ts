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

test("[AU-2] the lock is held by one at a time", async () => {
  const store = fileCredentials(path());
  let inside = 0;
  let most = 0;
  const enter = async (): Promise<void> => {
    await using held = await store.lock?.("k", 10_000);
    void held;
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((resolve) => setImmediate(resolve));
    inside -= 1;
  };

  await Promise.all(Array.from({ length: 5 }, enter));

  expect(most).toBe(1);
});

test("a file that is no JSON is an error, never an empty store", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "brain-credentials-")), "c.json");
  const { writeFileSync } = await import("node:fs");
  writeFileSync(file, "{");

  await expect(fileCredentials(file).read("k")).rejects.toMatchObject({
    code: "store_unavailable",
  });
});
