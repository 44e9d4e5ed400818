import { createHmac } from "node:crypto";
import { inspect } from "node:util";
import { PermissionError, type Act } from "@brain/core";
import { describe, expect, test } from "vitest";
import { kidOf, people, scope, setup, type Person } from "./privacy.fixture.ts";

const of = { stream: people, fields: ["email", "age", "data"] } as const;
const protect = ({ privacy }: ReturnType<typeof setup>) =>
  privacy.encrypt<Person, "email" | "age" | "data">("email", "age", "data");

describe("[EN-5] encrypt", () => {
  test("leaves null and missing, encrypts empty text, and decrypt restores every type", async () => {
    const one = setup();
    const records: Person[] = [
      { id: "1", email: null },
      { id: "2", email: "", age: 0, data: false },
      { id: "3", email: "a", age: 1.5, data: { deep: [1, "2", null] } },
      { id: "4", email: "a", age: undefined, data: [] },
    ];
    const rows = await protect(one).apply(records, scope);

    expect(rows[0]).toStrictEqual({ id: "1", email: null });
    expect(Object.values(rows[1] ?? {}).slice(1)).toEqual(
      [1, 2, 3].map(() => expect.stringMatching(/^enc:v1:/)),
    );
    expect(await one.privacy.decrypt(rows, of)).toStrictEqual(records);
    expect(records[1]?.email).toBe("");
  });

  test("takes a value for encrypted only if it opens in this very field", async () => {
    const one = setup();
    const [first] = await protect(one).apply([{ id: "1", email: "a", data: "b" }], scope);
    const elsewhere = { ...scope, stream: "deals" };
    const [foreign] = await protect(one).apply([{ id: "1", email: "a" }], elsewhere);
    const texts = [
      String(first?.data),
      String(foreign?.email),
      `${first?.email}A`,
      "enc:v1:20261124-00ff00ff00ff:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
      "enc:v1:",
    ];
    const rows = [first, ...texts.map((email) => ({ id: "2", email }))] as Person[];

    const again = await protect(one).apply(rows, scope);

    expect(again[0]).toEqual(first);
    const opened = await one.privacy.decrypt(again.slice(1), of);
    expect(opened.map(({ email }) => email)).toEqual(texts);
  });

  test("knows tokens that another process made, page for page", async () => {
    const one = setup();
    const rows = await protect(one).apply([{ id: "1", email: "a" }], scope);
    const other = setup({ store: one.store, provider: one.provider });

    expect(await protect(other).apply(rows, scope)).toEqual(rows);
    expect(await protect(other).apply(rows, scope)).toEqual(rows);
  });

  test("takes fields of any name, and only a record's own", async () => {
    const { privacy } = setup();
    const record: Record<string, unknown> = JSON.parse('{"__proto__":"x"}');
    const [row] = await privacy
      .encrypt<Record<string, unknown>, string>("__proto__", "constructor")
      .apply([record], scope);

    expect(Object.keys(row ?? {})).toEqual(["__proto__"]);
    expect(JSON.stringify(row)).toMatch(/^\{"__proto__":"enc:v1:/);
  });

  test("is synchronous once its key is there", async () => {
    const one = setup();
    await protect(one).apply([{ id: "1", email: "a" }], scope);
    expect(protect(one).apply([{ id: "1", email: "a" }], scope)).toBeInstanceOf(Array);
  });
});

describe("[EN-6] a blind index", () => {
  const index = async (
    one: ReturnType<typeof setup>,
    value: unknown,
    options: Parameters<typeof one.privacy.pseudonymise>[0] = {},
    where: { tenant?: string; source: string; stream: string } = scope,
  ): Promise<string> => {
    const protector = one.privacy.pseudonymise<{ email: string }, "email">(options, "email");
    const [row] = await protector.apply([{ email: value as string }], where);
    return String(row?.email);
  };

  test("is the HMAC that the clause writes, cut to 16 bytes", async () => {
    const one = setup();
    const { kid, key } = await one.keys.active("index", "acme", 0);
    const parts = ["acme", "person", "email@1", "ada@example.com"].map((part) =>
      Buffer.concat([Buffer.from([0, 0, 0, part.length]), Buffer.from(part)]),
    );
    const digest = createHmac("sha256", key.export()).update(Buffer.concat(parts)).digest();

    const found = await index(
      one,
      "  Ada@Example.COM ",
      { index: "person", normalise: "email@1" },
      { ...scope, tenant: "acme" },
    );

    expect(found).toBe(`bidx:v1:${kid}:${digest.subarray(0, 16).toString("base64url")}`);
  });

  test("joins streams and processes by its name, and nothing across names, normalisers and tenants", async () => {
    const one = setup();
    const other = setup({ store: one.store, provider: one.provider });
    const base = await index(one, "a@x");

    expect(await index(other, "a@x", {}, { source: "lms", stream: "users" })).toBe(base);
    expect(await index(one, "a@x", { index: "email" })).toBe(base);
    for (const apart of [
      await index(one, "A@x"),
      await index(one, "a@x", { index: "person" }),
      await index(one, "a@x", { normalise: "email@1" }),
      await index(one, "a@x", {}, { ...scope, tenant: "t" }),
    ]) {
      expect(apart).not.toBe(base);
    }
    expect(await index(one, "\ud800")).not.toBe(await index(one, "\udbff"));
    expect(await index(one, "\u{1f642}".normalize("NFD"), { normalise: "email@1" })).toMatch(
      /^bidx:v1:/,
    );
  });

  test("email@1 trims, composes and lowers, so that one mailbox has one index", async () => {
    const one = setup();
    const options = { normalise: "email@1" } as const;
    expect(await index(one, " JOSE\u0301@X.es\t", options)).toBe(
      await index(one, "jos\u00e9@x.es", options),
    );
  });

  test("may stand on a primary key, unless a normaliser makes different values equal", () => {
    const { privacy } = setup();
    expect(privacy.pseudonymise<Person, "id">("id").keepsKeys).toBe(true);
    expect(privacy.pseudonymise<Person, "id">({ normalise: "email@1" }, "id")).not.toHaveProperty(
      "keepsKeys",
    );
    expect(privacy.encrypt<Person, "id">("id")).not.toHaveProperty("keepsKeys");
    expect(privacy.hash<Person, "id">("id")).not.toHaveProperty("keepsKeys");
  });

  test("is refused for what has two values", async () => {
    await expect(index(setup(), true)).rejects.toMatchObject({ code: "config_invalid" });
  });

  test("is found again from a value, if the guard allows it", async () => {
    const acts: Act[] = [];
    const one = setup({ guard: (act, work) => (acts.push(act), work()) });
    const found = await one.privacy.pseudonymOf("a@x", { index: "email" });

    expect(found).toBe(await index(one, "a@x"));
    expect(acts).toEqual([{ action: "pseudonymise", resource: "index:email" }]);
  });
});

test("[EN-6] a hash is keyed, and joins nothing outside of its field", async () => {
  const one = setup();
  const hash = async (where: typeof scope, ...fields: ("id" | "email")[]) => {
    const rows = await one.privacy
      .hash<Person, "id" | "email">(...fields)
      .apply([{ id: "a", email: "a" }], where);
    return rows[0];
  };
  const both = await hash(scope, "id", "email");

  expect(both?.id).toMatch(/^hash:v1:[0-9a-f-]+:[\w-]{22}$/);
  expect(both?.id.slice(-22)).not.toBe(both?.email?.slice(-22));
  expect(await hash(scope, "id", "email")).toEqual(both);
  expect((await hash({ ...scope, stream: "x" }, "id"))?.id).not.toBe(both?.id);
});

test("a seal hides a whole record and gives it back, in its own stream alone", async () => {
  const { privacy } = setup();
  const sealed = await privacy.seal.seal({ id: 1, email: "canary" }, scope);

  expect(JSON.stringify(sealed)).not.toContain("canary");
  expect(await privacy.seal.open(sealed, scope)).toEqual({ id: 1, email: "canary" });
  for (const [wrong, where] of [
    [sealed, { ...scope, stream: "deals" }],
    [{ id: 1 }, scope],
    ["sealed:v1:none:AAAA", scope],
  ] as const) {
    const opening = Promise.resolve(privacy.seal.open(wrong, where));
    await expect(opening).rejects.toMatchObject({ code: "decrypt_failed" });
  }
});

describe("decrypt", () => {
  test("asks the guard first, and opens nothing when it refuses", async () => {
    const acts: Act[] = [];
    const denied = new PermissionError({ code: "access_denied", message: "no" });
    const one = setup({
      async guard(act) {
        acts.push(act);
        throw denied;
      },
    });
    const rows = await protect(one).apply([{ id: "1", email: "a" }], scope);

    await expect(one.privacy.decrypt(rows, of)).rejects.toBe(denied);
    await expect(one.privacy.eraseTenant("")).rejects.toBe(denied);
    expect(acts[0]).toEqual({
      action: "decrypt",
      resource: "stream:crm.people",
      detail: { fields: ["email", "age", "data"], records: 1, tenant: null },
    });
  });

  test("[EN-3] one error for every reason: unknown key, other key, changed byte, cut, plain text", async () => {
    const one = setup();
    const [row] = await protect(one).apply([{ id: "1", email: "a" }], scope);
    const token = String(row?.email);
    const stranger = setup({ store: one.store });
    const reasons: [typeof one, string][] = [
      [one, token.replace(kidOf(token), "20261124-000000000000")],
      [stranger, token],
      [setup(), token],
      [one, token.slice(0, -4)],
      [one, `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`],
      [one, "canary in clear"],
    ];
    const errors = await Promise.all(
      reasons.map(([{ privacy }, email]) =>
        privacy
          .decrypt([{ id: "1", email }], { ...of, fields: ["email"] })
          .catch((error: unknown) => error),
      ),
    );

    const shown = errors.map((error) => JSON.stringify(error));
    expect(new Set(shown).size).toBe(1);
    expect(errors[0]).toMatchObject({ name: "DecryptError", context: {} });
    expect(errors[0]).not.toHaveProperty("cause");
    expect(inspect(errors)).not.toContain("canary");
  });
});

test("[SE-1] no key and no value shows in an error or in what is printed", async () => {
  const one = setup();
  const records = [
    {
      id: "1",
      email: "a",
      data: {
        toJSON: () => {
          throw new Error("canary");
        },
      },
    },
  ];
  const error: unknown = await Promise.resolve(protect(one).apply(records, scope)).catch(
    (reason: unknown) => reason,
  );
  const { key } = await one.keys.active("data", "", 0);

  const shown = inspect([error, one.keys, one.privacy, key], { depth: 9, showHidden: true });
  expect(error).toMatchObject({ code: "callback_failed" });
  expect(error).not.toHaveProperty("cause");
  expect(shown).not.toContain("canary");
  expect(shown).not.toContain(key.export().toString("hex"));
});
