import { Secret } from "@brain/core";
import { exportPKCS8, generateKeyPair, jwtVerify } from "jose";
import { describe, expect, test } from "vitest";
import { errorOf } from "../api.fixture.ts";
import type { Auth } from "../contracts.ts";
import { clientCredentials } from "./client-credentials.ts";
import { jwtBearer } from "./jwt-bearer.ts";
import { TOKEN_URL, vendor } from "./token-vendor.fixture.ts";

test("client credentials post id and secret", async () => {
  const auth = clientCredentials({
    clientId: "client",
    clientSecret: Secret.of("s"),
    tokenUrl: TOKEN_URL,
    scope: "read",
  });
  const { client, grants } = vendor({ auth });

  await client.json("x");

  expect(Object.fromEntries(grants[0] ?? [])).toEqual({
    grant_type: "client_credentials",
    client_id: "client",
    client_secret: "s",
    scope: "read",
  });
});

describe("a JWT bearer grant", () => {
  async function keys() {
    const pair = await generateKeyPair("RS256", { extractable: true });
    return { pair, pem: await exportPKCS8(pair.privateKey) };
  }
  const account = (pem: string): Auth =>
    jwtBearer({
      issuer: "robot@example.com",
      privateKey: Secret.of(pem),
      keyId: "k1",
      scope: "analytics.readonly",
      tokenUrl: TOKEN_URL,
    });

  test("is signed RS256, also from a PEM with literal newlines", async () => {
    const { pair, pem } = await keys();
    const { client, grants, clock } = vendor({
      auth: account(pem.replaceAll("\n", String.raw`\n`)),
    });

    await client.json("x");

    expect(grants[0]?.get("grant_type")).toBe("urn:ietf:params:oauth:grant-type:jwt-bearer");
    const { payload, protectedHeader } = await jwtVerify(
      grants[0]?.get("assertion") ?? "",
      pair.publicKey,
      {
        currentDate: new Date(clock.now()),
      },
    );
    const at = Date.parse("2026-11-24T00:00:00Z") / 1_000;
    expect(protectedHeader).toEqual({ alg: "RS256", typ: "JWT", kid: "k1" });
    expect(payload).toEqual({
      iss: "robot@example.com",
      aud: TOKEN_URL,
      scope: "analytics.readonly",
      iat: at,
      exp: at + 3_600,
    });
  });

  test("with a key that cannot be read is a ConfigError that does not show it", async () => {
    const { client } = vendor({ auth: account("-----BEGIN PRIVATE KEY-----\ncanary\n") });

    const error = await errorOf(client.json("x"));

    expect(error).toMatchObject({ code: "config_invalid" });
    expect(error).not.toHaveProperty("cause");
    expect(String(error)).not.toContain("canary");
  });
});
