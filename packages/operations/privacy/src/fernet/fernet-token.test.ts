import { expect, test } from "vitest";
import { parseFernetKey } from "./fernet-key.ts";
import { openToken, parseToken, sealToken } from "./fernet-token.ts";
import { vectorKey, vectorSeconds, vectorToken } from "./keys.fixture.ts";

const key = parseFernetKey(vectorKey);
const iv = Buffer.from(Array.from({ length: 16 }, (_, at) => at));

test("[EN-7] writes the token of the specification's vector", () => {
  const token = sealToken(key, Buffer.from("hello"), { time: BigInt(vectorSeconds), iv });

  expect(token).toBe(vectorToken);
});

test("[EN-7] reads the token of the specification's vector", () => {
  const token = parseToken(vectorToken);

  expect(token?.time).toBe(BigInt(vectorSeconds));
  expect(token && openToken(key, token)?.toString()).toBe("hello");
});

test("[EN-7] each message length up to three blocks has the one right token length, and comes back", () => {
  for (let length = 0; length <= 48; length++) {
    const message = Buffer.alloc(length, length);

    const token = parseToken(sealToken(key, message, { time: 0n, iv }));

    expect(token?.ciphertext.length).toBe(16 * (Math.floor(length / 16) + 1));
    expect(token && openToken(key, token)).toEqual(message);
  }
});
