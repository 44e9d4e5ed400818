import { expect, test } from "vitest";
import { findSecrets, secretForms } from "./find-secrets.ts";

const secret = 'c4n4ry "€+/?=& Ω';
const basic = (user: string): string =>
  btoa(String.fromCodePoint(...new TextEncoder().encode(`${user}:${secret}`)));

test.each([
  ["as it is", `token ${secret}!`],
  ["as JSON", JSON.stringify({ token: secret })],
  ["percent-encoded", `?token=${encodeURIComponent(secret)}`],
  ["percent-encoded", `?token=${encodeURIComponent(secret).toLowerCase()}`],
  ["as a form field", String(new URLSearchParams({ token: secret }))],
  ["in base64", `Basic ${basic("u")}`],
  ["in base64", `Basic ${basic("us")}`],
  ["in base64", `Basic ${basic("use")}`],
  ["in base64url", basic("use").replaceAll("+", "-").replaceAll("/", "_")],
  ["in hexadecimal", Buffer.from(secret).toString("hex")],
])("a secret is found %s", (form, text) => {
  const found = findSecrets(`before ${text} after`, ["an0ther-secret", secret]);

  expect(found).toEqual([{ index: 1, form }]);
});

test("nothing is found in ordinary text, and no form stands twice", () => {
  const texts = secretForms(secret).map(({ text }) => text);

  expect(findSecrets("Bearer [redacted], c4n4ry, %E2%82%AC", [secret])).toEqual([]);
  expect(new Set(texts).size).toBe(texts.length);
});

test("a short secret is looked for without the pieces of base64 that ordinary text holds by chance", () => {
  expect(findSecrets(btoa("x:ab1"), ["ab1"])).toEqual([]);
  expect(findSecrets("key ab1", ["ab1"])).toEqual([{ index: 0, form: "as it is" }]);
});
