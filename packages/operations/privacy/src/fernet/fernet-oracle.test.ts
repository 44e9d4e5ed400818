import { randomBytes } from "node:crypto";
// @ts-expect-error it has no types
import fernetPackage from "fernet";
import { expect, test } from "vitest";
import { createFernetKey } from "./fernet-key.ts";
import { createFernet } from "./fernet.ts";

/** What we use of it. */
interface Oracle {
  readonly Secret: new (key: string) => object;
  readonly Token: new (options: {
    readonly secret: object;
    readonly token?: string;
    readonly ttl?: number;
  }) => { encode(message: string): string; decode(): string };
}
const { Secret, Token } = fernetPackage as Oracle;

test("[EN-1] the npm package fernet opens our tokens, and we open its", () => {
  const key = createFernetKey();
  const fernet = createFernet([key]);
  const secret = new Secret(key.reveal());

  for (let round = 0; round < 200; round++) {
    const message = randomBytes(round).toString("base64");

    expect(new Token({ secret, token: fernet.encrypt(message), ttl: 0 }).decode()).toBe(message);
    expect(fernet.decryptText(new Token({ secret }).encode(message))).toBe(message);
  }
});
