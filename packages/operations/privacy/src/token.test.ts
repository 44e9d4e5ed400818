import { createCipheriv, createSecretKey } from "node:crypto";
import { assert, constant, double, jsonValue, oneof, property, string } from "fast-check";
import { describe, expect, test } from "vitest";
import { associatedData, openToken, parseToken, toToken } from "./token.ts";

const key = createSecretKey(Buffer.alloc(32, 7));
const scope = { tenant: "acme", source: "hubspot", stream: "contacts" };
const kid = "20261124-00ff00ff00ff";
const aad = associatedData("enc", kid, scope, "email");
const seal = (value: unknown): string => toToken("enc", { kid, key, used: 0 }, value, aad);
const open = (text: string, bound = aad): unknown => {
  const token = parseToken(text);
  return token && openToken(key, token, bound);
};

describe("[EN-1] a token", () => {
  test("has 12 random bytes of nonce, the ciphertext and a tag of 16 bytes in base64url", () => {
    const [prefix, version, name, encoded = ""] = seal("x").split(":");

    expect([prefix, version, name]).toEqual(["enc", "v1", kid]);
    expect(Buffer.from(encoded, "base64url")).toHaveLength(12 + 2 + 16);
    expect(encoded).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(seal("x")).not.toBe(seal("x"));
  });

  test("opens when Node's AES-256-GCM made it with the associated data that the clause lists", () => {
    const bound = ["v1", kid, "acme", "hubspot", "contacts", "email"].map((part) =>
      Buffer.concat([Buffer.from([0, 0, 0, part.length]), Buffer.from(part)]),
    );
    const nonce = Buffer.alloc(12, 9);
    const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: 16 });
    cipher.setAAD(Buffer.concat(bound));
    const text = Buffer.concat([cipher.update("tada"), cipher.final()]);
    const sealed = Buffer.concat([nonce, text, cipher.getAuthTag()]).toString("base64url");

    expect(open(`enc:v1:${kid}:${sealed}`)).toEqual({ value: "ada" });
  });

  test("opens as it did in the first release", () => {
    const fixed =
      "enc:v1:20261124-00ff00ff00ff:0_rUeyTySrk1twYvMSf7iPCWVF39xzpImc7rlQnWi6uRgqlhTpnqu1D-bKF6PXcckg4";
    expect(open(fixed)).toEqual({ value: { n: 1, text: "añb" } });
  });

  test.each([
    ["field", { ...scope }, "phone"],
    ["stream", { ...scope, stream: "deals" }, "email"],
    ["source", { ...scope, source: "crm" }, "email"],
    ["tenant", { ...scope, tenant: "other" }, "email"],
    ["scope without tenant", { ...scope, tenant: undefined }, "email"],
    ["boundary between names", { ...scope, source: "hubspotc", stream: "ontacts" }, "email"],
  ])("does not open in another %s", (_what, elsewhere, field) => {
    expect(open(seal("x"), associatedData("enc", kid, elsewhere, field))).toBeUndefined();
  });

  test("of a sealed record never opens as that of a field, whatever its name", () => {
    expect(associatedData("enc", kid, scope, "")).not.toEqual(
      associatedData("sealed", kid, scope, ""),
    );
  });

  test("has no nonce twice in ten pools", () => {
    const nonces = Array.from({ length: 41_000 }, () =>
      parseToken(seal(1))?.bytes.toString("hex", 0, 12),
    );
    expect(new Set(nonces).size).toBe(41_000);
  });
});

test("[EN-5] any JSON value comes back as it was, with its type", () => {
  const values = oneof(
    // By way of its text: JSON has no -0 within lists and objects.
    jsonValue().map((value): unknown => JSON.parse(JSON.stringify(value))),
    string({ unit: "binary" }),
    double(),
    constant("\ud800"),
  );
  assert(
    property(values, (value) => {
      expect(open(seal(value))).toStrictEqual({ value });
    }),
    { numRuns: 500 },
  );
  expect(open(seal("🙂".repeat(5_000)))).toEqual({ value: "🙂".repeat(5_000) });
  expect(open(seal({ s: "\udfff", ["__proto__"]: 1 }))).toEqual({
    value: JSON.parse('{"s":"\\udfff","__proto__":1}'),
  });
});

test("[EN-3] no token opens of which a character is changed, cut or added", () => {
  const token = seal("ada@example.com");
  const characters = "ABab01-_:=+/ .";
  for (let at = 0; at < token.length; at++) {
    expect(open(token.slice(0, at))).toBeUndefined();
    for (const character of characters) {
      if (token[at] === character) continue;
      const changed = token.slice(0, at) + character + token.slice(at + 1);
      // A changed name of a key is bound too: were the key the same one, it would not open.
      const name = parseToken(changed)?.kid ?? kid;
      expect(open(changed, associatedData("enc", name, scope, "email"))).toBeUndefined();
    }
  }
  for (const more of ["A", "=", " ", "\n", ":", "AAAA"]) expect(open(token + more)).toBeUndefined();
});

test("[EN-3] a token has one spelling: bits that its bytes do not need are no others", () => {
  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  // 31 and 32 bytes end with a digit of which four and two bits are over.
  for (const value of ["ab", "abc"]) {
    const token = seal(value);
    const last = digits.indexOf(token.at(-1) ?? "");
    const other = `${token.slice(0, -1)}${digits[last + 1]}`;
    const bytesOf = (text: string): Buffer => Buffer.from(text.split(":")[3] ?? "", "base64url");

    expect(bytesOf(other)).toEqual(bytesOf(token));
    expect(parseToken(token)).toBeDefined();
    expect(parseToken(other)).toBeUndefined();
  }
});

test("[EN-7] a shortened tag is refused", () => {
  const token = parseToken(seal("x"));
  for (let bytes = 0; bytes < 30; bytes++) {
    const cut = token && { ...token, bytes: token.bytes.subarray(0, bytes) };
    expect(cut && openToken(key, cut, aad)).toBeUndefined();
  }
});

test("[EN-2] a key that has encrypted 2^32 values encrypts no other", () => {
  const worn = { kid, key, used: 2 ** 32 - 1 };

  toToken("enc", worn, "x", aad);

  expect(() => toToken("enc", worn, "secret text", aad)).toThrow(
    expect.objectContaining({ code: "invariant", message: expect.not.stringContaining("secret") }),
  );
});
