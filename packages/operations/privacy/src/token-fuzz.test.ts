import {
  array,
  assert,
  asyncProperty,
  constantFrom,
  oneof,
  property,
  string,
  tuple,
} from "fast-check";
import { expect, test } from "vitest";
import { people, scope, setup } from "./privacy.fixture.ts";
import { parseToken } from "./token.ts";

/** Texts that are nearly tokens: pieces of real ones, put together anyhow. */
const pieces = constantFrom(
  "enc",
  "sealed",
  "bidx",
  "hash",
  ":",
  ":v1:",
  ":v2:",
  "20261124-00ff00ff00ff",
  "A".repeat(38),
  "_-",
  "=",
  "\n",
  "\u0000",
  "\ud800",
  "é",
  "__proto__",
  "../..",
);
const nearly = oneof(
  array(oneof(pieces, string({ unit: "binary" })), { maxLength: 12 }).map((parts) =>
    parts.join(""),
  ),
  tuple(constantFrom("enc", "sealed", "bidx", "hash"), string({ unit: "binary" }), string()).map(
    ([kind, kid, rest]) => `${kind}:v1:${kid}:${rest}`,
  ),
);
const refused = { name: "DecryptError", code: "decrypt_failed" };

test("[EN-3] whatever is no token is refused with the one error, by decrypt and by the seal", async () => {
  const { privacy } = setup();
  await assert(
    asyncProperty(nearly, async (text) => {
      const record = { id: "1", email: text };
      await expect(
        privacy.decrypt([record], { stream: people, fields: ["email"] }),
      ).rejects.toMatchObject(refused);
      await expect(Promise.resolve(privacy.seal.open(text, scope))).rejects.toMatchObject(refused);
    }),
    { numRuns: 300 },
  );
});

test("[EN-5] whatever merely looks like a token is encrypted as the text it is, and comes back", async () => {
  const { privacy } = setup();
  const protector = privacy.encrypt<{ id: string; email: string | null }, "email">("email");
  await assert(
    asyncProperty(nearly, async (email) => {
      const once = await protector.apply([{ id: "1", email }], scope);
      const twice = await protector.apply(once, scope);
      expect(once[0]?.email).toMatch(/^enc:v1:/);
      expect(once[0]?.email).not.toBe(email);
      expect(twice[0]?.email).toBe(once[0]?.email);
      const [opened] = await privacy.decrypt(twice, { stream: people, fields: ["email"] });
      expect(opened?.email).toBe(email);
    }),
    { numRuns: 300 },
  );
});

test("[EN-6] a value that looks like a blind index or a hash is pseudonymised like any other", async () => {
  const { privacy } = setup();
  for (const protector of [
    privacy.pseudonymise<{ id: string; email: string | null }, "email">("email"),
    privacy.hash<{ id: string; email: string | null }, "email">("email"),
  ]) {
    await assert(
      asyncProperty(nearly, async (email) => {
        const [first] = await protector.apply([{ id: "1", email }], scope);
        const [again] = await protector.apply([{ id: "2", email }], scope);
        expect(first?.email).toMatch(/^(bidx|hash):v1:[\w-]+:[\w-]{22}$/);
        expect(first?.email).not.toBe(email);
        expect(again?.email).toBe(first?.email);
      }),
      { numRuns: 100 },
    );
  }
});

test("[EN-3] a text of megabytes that is nearly a token is told apart in its own time", () => {
  const long = 4_000_000;
  const texts = [
    `enc:v1:${"a".repeat(long)}`,
    `enc:v1:kid:${"A".repeat(long)}=`,
    "enc:v1:".repeat(long / 8),
    `${":".repeat(long)}enc:v1:kid:AAAA`,
  ];
  const began = performance.now();

  const parsed = texts.map((text) => parseToken(text));

  expect(parsed).toEqual([undefined, undefined, undefined, undefined]);
  expect(performance.now() - began).toBeLessThan(1_000);
  assert(
    property(nearly, (text) => {
      const token = parseToken(text);
      if (token === undefined) return;
      expect(`${token.kind}:v1:${token.kid}:${token.bytes.toString("base64url")}`).toBe(text);
    }),
  );
});
