import { memoryState } from "@brain/core";
import { describe, expect, test } from "vitest";
import { setup, scope, kidOf, people, randomKey, type Person } from "./privacy.fixture.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const ada: Person = { id: "1", email: "ada@example.com" };
const states = async (keys: ReturnType<typeof setup>["keys"]): Promise<string[]> => {
  const found: string[] = [];
  for await (const { kid, state } of keys.list()) found.push(`${kid} ${state}`);
  return found.toSorted();
};
const encrypted = async ({ privacy }: ReturnType<typeof setup>): Promise<string> => {
  const [row] = await privacy.encrypt<Person, "email">("email").apply([ada], scope);
  return String(row?.email);
};

describe("[EN-2] a data key", () => {
  test("is kept wrapped, named, and nowhere in clear", async () => {
    const one = setup();
    const kid = kidOf(await encrypted(one));

    const stored = await one.store.get(`privacy/keys//${kid}`);
    const active = await one.keys.active("data", "", 0);

    expect(stored?.value).toMatchObject({ kid, purpose: "data", state: "active", tenant: "" });
    const bytes = active.key.export();
    for (const encoding of ["hex", "base64", "base64url"] as const) {
      expect(JSON.stringify(stored)).not.toContain(bytes.toString(encoding));
    }
  });

  test("encrypts for one process only, and each decrypts what the other wrote", async () => {
    const first = setup();
    const second = setup({ store: first.store, provider: first.provider });
    const tokens = [await encrypted(first), await encrypted(second)];

    expect(new Set(tokens.map(kidOf)).size).toBe(2);
    for (const { privacy } of [first, second]) {
      const rows = tokens.map((email) => ({ id: "1", email }));
      const opened = await privacy.decrypt(rows, { stream: people, fields: ["email"] });
      expect(opened).toEqual([ada, ada]);
    }
  });

  test("is made once for pages that ask at the same time", async () => {
    const one = setup();
    const tokens = await Promise.all([encrypted(one), encrypted(one), encrypted(one)]);

    expect(new Set(tokens.map(kidOf)).size).toBe(1);
    expect(await states(one.keys)).toHaveLength(1);
  });

  test("encrypts 2^30 values and not one more", async () => {
    const { keys } = setup();
    const first = await keys.active("data", "", 2 ** 30 - 1);
    const last = await keys.active("data", "", 1);
    const next = await keys.active("data", "", 1);

    expect(last.kid).toBe(first.kid);
    expect(next.kid).not.toBe(first.kid);
    expect(await states(keys)).toContain(`${first.kid} decrypt-only`);
  });

  test("encrypts for a day and not a millisecond longer", async () => {
    const one = setup();
    const first = kidOf(await encrypted(one));
    await one.clock.advance(DAY_MS - 1);
    expect(kidOf(await encrypted(one))).toBe(first);
    await one.clock.advance(1);
    const second = kidOf(await encrypted(one));

    expect(second).not.toBe(first);
    expect(await states(one.keys)).toEqual(
      [`${first} decrypt-only`, `${second} active`].toSorted(),
    );
  });

  test("does not unwrap under another name, purpose or tenant", async () => {
    const one = setup();
    const kid = kidOf(await encrypted(one));
    const found = await one.store.get(`privacy/keys//${kid}`);
    const copy = { ...Object(found?.value), kid: "20261124-aaaaaaaaaaaa" };
    await one.store.put("privacy/keys//20261124-aaaaaaaaaaaa", copy, undefined);

    expect(await one.keys.load("", "20261124-aaaaaaaaaaaa")).toBeUndefined();
    expect(await one.keys.load("", kid)).toBeDefined();
  });

  test("is wrapped anew by another key-encryption key, once, and opens with that alone", async () => {
    const old = setup();
    const token = await encrypted(old);
    const provider = randomKey();
    const both = setup({ store: old.store, provider, previous: [old.provider] });

    expect(await both.keys.rewrap("", kidOf(token))).toBe(true);
    expect(await both.keys.rewrap("", kidOf(token))).toBe(false);

    const alone = setup({ store: old.store, provider });
    const rows = [{ id: "1", email: token }];
    expect(await alone.privacy.decrypt(rows, { stream: people, fields: ["email"] })).toEqual([ada]);
  });
});

describe("[EN-3] a key", () => {
  test("that is retired decrypts, and within a minute every process takes another to encrypt", async () => {
    const one = setup();
    const other = setup({ store: one.store, provider: one.provider, clock: one.clock });
    const token = await encrypted(one);

    await other.keys.retire("", kidOf(token));
    await one.clock.advance(60_000);

    expect(kidOf(await encrypted(one))).not.toBe(kidOf(token));
    const rows = [{ id: "1", email: token }];
    expect(await one.privacy.decrypt(rows, { stream: people, fields: ["email"] })).toEqual([ada]);
  });

  test("that is destroyed leaves its name alone, and its tokens never open", async () => {
    const one = setup();
    const other = setup({ store: one.store, provider: one.provider, clock: one.clock });
    const token = await encrypted(one);

    await other.keys.destroy("", kidOf(token));
    await one.clock.advance(60_000);

    const stored = await one.store.get(`privacy/keys//${kidOf(token)}`);
    expect(stored?.value).toMatchObject({ state: "destroyed", wrapped: null });
    const rows = [{ id: "1", email: token }];
    for (const { privacy } of [one, other]) {
      await expect(
        privacy.decrypt(rows, { stream: people, fields: ["email"] }),
      ).rejects.toMatchObject({ code: "decrypt_failed" });
    }
    expect(await other.keys.retire("", kidOf(token))).toBe(false);
    expect(await other.keys.destroy("", kidOf(token))).toBe(false);
  });

  test("of an index is one for all processes, also when they begin at once", async () => {
    const store = memoryState().values;
    const provider = randomKey();
    const kids = await Promise.all(
      [1, 2, 3].map(async () => (await setup({ store, provider }).keys.active("index", "", 0)).kid),
    );

    expect(new Set(kids).size).toBe(1);
  });

  test("is the tenant's own: erasing one tenant leaves the others", async () => {
    const one = setup();
    const protector = one.privacy.encrypt<Person, "email">("email");
    const a = await protector.apply([ada], { ...scope, tenant: "a" });
    const b = await protector.apply([ada], { ...scope, tenant: "b" });

    expect(await one.privacy.eraseTenant("a")).toBe(1);

    const of = { stream: people, fields: ["email"] } as const;
    await expect(one.privacy.decrypt(a, { ...of, tenant: "a" })).rejects.toMatchObject({
      code: "decrypt_failed",
    });
    expect(await one.privacy.decrypt(b, { ...of, tenant: "b" })).toEqual([ada]);
  });
});
