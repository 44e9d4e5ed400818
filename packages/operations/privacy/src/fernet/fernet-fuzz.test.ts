import { BrainError } from "@brain/core";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createFernet } from "./fernet.ts";
import { vectorKey, vectorToken } from "./keys.fixture.ts";

const fernet = createFernet([vectorKey]);

function isRefused(text: string): boolean {
  return [
    () => fernet.decrypt(text),
    () => fernet.decryptText(text),
    () => fernet.rotate(text),
  ].every((read) => {
    try {
      read();
      return false;
    } catch (error) {
      return BrainError.isInstance(error) && error.code === "decrypt_failed";
    }
  });
}

test("[EN-3] whatever text is read as a token, the only failure is that it could not be opened", () => {
  const texts = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.base64String(),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => toToken([0x80, ...bytes])),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => btoa(toToken([0x80, ...bytes]))),
    fc
      .tuple(fc.nat(vectorToken.length - 1), fc.string({ unit: "binary", maxLength: 3 }))
      .map(([at, put]) => vectorToken.slice(0, at) + put + vectorToken.slice(at + 1)),
  );

  const check = (): void =>
    fc.assert(
      fc.property(texts, (text) => text === vectorToken || isRefused(text)),
      { numRuns: 5_000 },
    );

  expect(check).not.toThrow();
});

test("[EN-3] ten megabytes are refused in time that grows with their length alone", () => {
  const long = 10_000_000;
  const began = performance.now();

  for (const text of ["g", "=", "gA", "Z0", "\ud800", "g=\n"]) {
    expect(isRefused(text.repeat(long / text.length))).toBe(true);
  }
  expect(performance.now() - began).toBeLessThan(20_000);
});

function toToken(bytes: readonly number[]): string {
  const text = Buffer.from(bytes).toString("base64url");
  return text.padEnd(Math.ceil(text.length / 4) * 4, "=");
}
