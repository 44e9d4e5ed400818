import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fileKeys } from "./file-keys.ts";
import { people, setup } from "./privacy.fixture.ts";

const folderOf = (): string => join(mkdtempSync(join(tmpdir(), "brain-keys-")), "keys");
const listed = async (store: ReturnType<typeof fileKeys>, prefix: string): Promise<string[]> => {
  const keys: string[] = [];
  for await (const key of store.list(prefix)) keys.push(key);
  return keys;
};

describe("keys in files", () => {
  test("compare and swap: a version serves once, and none comes back after a deletion", async () => {
    const store = fileKeys(folderOf());
    const first = await store.put("a/1", { n: 1 }, undefined);

    expect(await store.get("a/1")).toEqual({ value: { n: 1 }, version: first });
    expect(await store.put("a/1", null, undefined)).toBeUndefined();
    const second = await store.put("a/1", null, first);
    expect(await store.put("a/1", 3, first)).toBeUndefined();
    expect(await store.get("a/1")).toEqual({ value: null, version: second });
    expect(await store.delete("a/1", first ?? "")).toBe(false);
    expect(await store.delete("a/1", second ?? "")).toBe(true);
    expect(await store.get("a/1")).toBeUndefined();
    const anew = await store.put("a/1", 4, undefined);
    expect([first, second]).not.toContain(anew);
    expect(await store.delete("never", "1")).toBe(false);
  });

  test("list by prefix, in order", async () => {
    const store = fileKeys(folderOf());
    expect(await listed(store, "")).toEqual([]);
    for (const key of ["b", "a/2", "a/1", "A/1"]) await store.put(key, key, undefined);
    expect(await listed(store, "a/")).toEqual(["a/1", "a/2"]);
  });

  test("of many writers at once one wins each version", async () => {
    const folder = folderOf();
    const stores = Array.from({ length: 8 }, () => fileKeys(folder));
    const created = await Promise.all(stores.map((store, n) => store.put("k", n, undefined)));
    expect(created.filter((version) => version !== undefined)).toHaveLength(1);

    const version = created.find((each) => each !== undefined);
    const changed = await Promise.all(stores.map((store, n) => store.put("k", n + 10, version)));
    expect(changed.filter((each) => each !== undefined)).toHaveLength(1);
  });

  test("are for their owner alone, and leave nothing of an older version behind", async () => {
    const folder = folderOf();
    const store = fileKeys(folder);
    const version = await store.put("k", "first-bytes", undefined);
    const [old = ""] = readdirSync(folder);
    const text = readFileSync(join(folder, old), "utf8");
    await store.put("k", "second", version);
    // As a kill between the new file and the removal of the old one leaves it.
    writeFileSync(join(folder, old), text);

    expect(await store.get("k")).toMatchObject({ value: "second" });
    const files = readdirSync(folder);
    expect(files).toHaveLength(1);
    expect(readFileSync(join(folder, files[0] ?? ""), "utf8")).not.toContain("first-bytes");
    if (process.platform === "win32") return;
    expect(statSync(join(folder, files[0] ?? "")).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  test("say where they are when they cannot be written", async () => {
    const folder = folderOf();
    writeFileSync(folder, "a file");
    await expect(fileKeys(folder).put("k", 1, undefined)).rejects.toMatchObject({
      code: "store_unavailable",
      context: { folder },
    });
  });

  test("[EN-3] a destroyed key's wrapped bytes are in no file any more", async () => {
    const folder = folderOf();
    const one = setup({ store: fileKeys(folder) });
    const { kid } = await one.keys.active("data", "", 1);
    const before = await one.store.get(`privacy/keys//${kid}`);
    const wrapped = String(Reflect.get(Object(before?.value), "wrapped"));
    await one.keys.destroy("", kid);

    const left = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
    expect(wrapped.length).toBeGreaterThan(60);
    expect(left.join()).not.toContain(wrapped);
    expect(left.join()).toContain(kid);
    await expect(
      one.privacy.decrypt([{ email: `enc:v1:${kid}:AAAA` }], { stream: people, fields: ["email"] }),
    ).rejects.toMatchObject({ code: "decrypt_failed" });
  });
});
