import { randomBytes } from "node:crypto";
import { BrainError, Secret } from "@brain/core";
import { expect, test } from "vitest";
import { createFernetKey } from "./fernet-key.ts";
import { createFernet } from "./fernet.ts";
import { clockAt, vectorKey, vectorSeconds, vectorToken } from "./keys.fixture.ts";

/** What a failure shows of itself. */
function failureOf(work: () => unknown): object {
  try {
    return { gave: work() };
  } catch (error) {
    if (!BrainError.isInstance(error)) throw error;
    return { ...error.toJSON(), cause: error.cause };
  }
}

const fernet = createFernet([vectorKey], { clock: clockAt(vectorSeconds) });
const refusal = failureOf(() => fernet.decrypt(""));
/** The bytes of a token with one of them changed, spelt right. */
function withByte(at: number, mask: number): string {
  const bytes = Buffer.from(vectorToken, "base64url");
  bytes[at] = (bytes[at] ?? 0) ^ mask;
  return `${bytes.toString("base64url")}==`;
}

test("[EN-1] a message of any bytes comes back, in both forms, whichever form is written", () => {
  const bare = createFernet([vectorKey]);
  const wrapped = createFernet([vectorKey], { form: "base64" });
  const messages = [0, 1, 15, 16, 17, 31, 32, 1000, 100_000].map((size) => randomBytes(size));

  for (const message of messages) {
    expect(Buffer.from(wrapped.decrypt(bare.encrypt(message)))).toEqual(message);
    expect(Buffer.from(bare.decrypt(wrapped.encrypt(message)))).toEqual(message);
  }
  expect(bare.encrypt("a")).toMatch(/^gAAAAA[A-Za-z0-9_-]+=*$/);
  expect(atob(wrapped.encrypt("a"))).toMatch(/^gAAAAA[A-Za-z0-9_-]+=*$/);
});

test("[EN-1] text comes back as it was: byte order mark, accents apart, NUL, beyond the BMP", () => {
  for (const text of ["", "\ufeffana", "e\u0301", "\u00e9", "a\u0000b", "👩‍👩‍👧", " ana "]) {
    expect(fernet.decryptText(fernet.encrypt(text))).toBe(text);
  }
});

test("text that UTF-8 cannot hold is refused, never altered", () => {
  expect(failureOf(() => fernet.encrypt("ana \ud800"))).toMatchObject({ code: "record_invalid" });
});

test("a message that is no UTF-8 has no text", () => {
  const token = fernet.encrypt(Uint8Array.of(0xff, 0xfe));

  expect(failureOf(() => fernet.decryptText(token))).toEqual(refusal);
});

test("[EN-7] each token has an IV of its own", () => {
  const tokens = Array.from({ length: 1000 }, () => fernet.encrypt("ana"));
  const ivs = new Set(
    tokens.map((token) => Buffer.from(token, "base64url").toString("hex", 9, 25)),
  );

  expect(ivs.size).toBe(1000);
});

test("[EN-3] any changed byte, any cut and any other spelling of a token fail with one error and no detail", () => {
  const bytes = Buffer.from(vectorToken, "base64url").length;
  const broken = [
    ...Array.from({ length: bytes }, (_, at) => withByte(at, 1)),
    ...Array.from({ length: vectorToken.length }, (_, at) => vectorToken.slice(0, at)),
    vectorToken.replaceAll("_", "/"),
    vectorToken.replaceAll("-", "+").replaceAll("_", "/"),
    vectorToken.replace("==", ""),
    vectorToken.replace("==", "="),
    vectorToken.replace("==", "==="),
    // Bits that carry nothing: `D` is `DA` less the four of them.
    vectorToken.replace("DA==", "DB=="),
    `${vectorToken}A`,
    `${vectorToken}\n`,
    ` ${vectorToken}`,
    `${vectorToken.slice(0, 20)}\n${vectorToken.slice(20)}`,
    `${vectorToken.slice(0, 20)}!${vectorToken.slice(20)}`,
    `${vectorToken}${vectorToken}`,
    `${btoa(vectorToken)}\n`,
    btoa(vectorToken).replace(/=*$/, ""),
    btoa(btoa(vectorToken)),
    btoa(`${vectorToken}\n`),
  ];

  for (const token of broken.filter((each) => each !== vectorToken)) {
    expect(
      failureOf(() => fernet.decrypt(token)),
      token,
    ).toEqual(refusal);
    expect(
      failureOf(() => fernet.rotate(token)),
      token,
    ).toEqual(refusal);
  }
  expect(refusal).toMatchObject({ name: "DecryptError", code: "decrypt_failed", context: {} });
});

test("[EN-3] another key fails with the same error", () => {
  const other = createFernet([createFernetKey()]);

  expect(failureOf(() => other.decrypt(vectorToken))).toEqual(refusal);
});

test("a token is as old as its ttl and no older, and at most a minute from the future", () => {
  const readAt = (seconds: number, ttlSeconds?: number): object =>
    failureOf(() =>
      createFernet([vectorKey], { clock: clockAt(vectorSeconds + seconds) }).decryptText(
        vectorToken,
        { ttlSeconds },
      ),
    );
  const hello = { gave: "hello" };

  expect(readAt(60, 60)).toEqual(hello);
  expect(readAt(60.999, 60)).toEqual(hello);
  expect(readAt(61, 60)).toEqual(refusal);
  expect(readAt(0, 0)).toEqual(hello);
  expect(readAt(1, 0)).toEqual(refusal);
  expect(readAt(-60, 60)).toEqual(hello);
  expect(readAt(-61, 60)).toEqual(refusal);
  expect(readAt(-61)).toEqual(hello);
  expect(readAt(1e9)).toEqual(hello);
});

test.each([-1, 0.5, Number.NaN, Infinity])(
  "a ttl of %d is a mistake of the caller",
  (ttlSeconds) => {
    expect(failureOf(() => fernet.decrypt(vectorToken, { ttlSeconds }))).toMatchObject({
      code: "config_invalid",
    });
  },
);

test("[EN-3] all keys of the list read, the first writes; rotation keeps message and time, in the form asked", () => {
  const [older, newer] = [createFernetKey(), createFernetKey()];
  const made = clockAt(1_000);
  const token = createFernet([older], { clock: made }).encrypt("ana");
  const both = createFernet([newer, older], { form: "base64" });
  const onlyNewer = createFernet([newer], { clock: clockAt(1_060) });

  const [once, twice] = [both.rotate(token), both.rotate(both.rotate(token))];

  expect(both.decryptText(token)).toBe("ana");
  expect(failureOf(() => onlyNewer.decrypt(token))).toEqual(refusal);
  expect(onlyNewer.decryptText(once, { ttlSeconds: 60 })).toBe("ana");
  expect(onlyNewer.decryptText(twice, { ttlSeconds: 60 })).toBe("ana");
  expect(failureOf(() => onlyNewer.decrypt(once, { ttlSeconds: 59 }))).toEqual(refusal);
  expect(twice).not.toBe(once);
  expect(atob(once)).toMatch(/^gAAAAA/);
});

test("[EN-3] a token of any time that 64 bits hold is read and rotated", () => {
  const late = createFernet([vectorKey], { clock: clockAt(2 ** 43) });
  const token = late.encrypt("ana");

  expect(late.decryptText(late.rotate(token), { ttlSeconds: Number.MAX_SAFE_INTEGER })).toBe("ana");
});

test.each([
  ["empty", ""],
  ["31 bytes", Buffer.alloc(31).toString("base64url")],
  ["33 bytes", Buffer.alloc(33).toString("base64url")],
  ["no padding", Buffer.alloc(32).toString("base64url")],
  ["the other alphabet", "cw/0x689RpI+jtRR7oE8h/eQsKImvJapLeSbXpwF4e4="],
  ["a line break", `${Buffer.alloc(32).toString("base64url")}=\n`],
])("a key that is %s is refused without showing it", (_, text) => {
  const failure = failureOf(() => createFernet([Secret.of(text)]));

  expect(failure).toMatchObject({ code: "config_invalid" });
  expect(JSON.stringify(failure)).not.toContain(text || "never shown");
});

test("a new key is what Python's Fernet takes", () => {
  expect(createFernetKey().reveal()).toMatch(/^[A-Za-z0-9_-]{43}=$/);
  expect(createFernetKey().reveal()).not.toBe(createFernetKey().reveal());
});
