import { createRuntime, memoryCredentials, Secret } from "@brain/core";
import { describe, expect, test } from "vitest";
import { errorOf, json } from "../api.fixture.ts";
import { exchangeCode, type CodeExchange } from "./exchange-code.ts";
import { oauthRefresh } from "./oauth-refresh.ts";
import { isSignedIn, storeSignIn } from "./sign-in.ts";
import { granted, locking, rotating, TOKEN_URL, vendor } from "./token-vendor.fixture.ts";

const application = { clientId: "client", tokenUrl: TOKEN_URL };
const clientSecret = Secret.of("canary-secret");
const signedIn = oauthRefresh({ ...application, clientSecret });

describe("a grant without a refresh token of its own", () => {
  test("takes the one that a sign-in has stored", async () => {
    const { client, grants, runtime } = vendor({ auth: signedIn });
    await storeSignIn(application, "refresh-0", runtime);

    await client.json("x");

    expect(grants.map((form) => form.get("refresh_token"))).toEqual(["refresh-0"]);
  });

  test("says how to sign in where nobody has", async () => {
    const { client, grants } = vendor({ auth: signedIn });

    const error = await errorOf(client.json("x"));

    expect(error).toMatchObject({
      code: "reauthorise",
      hint: expect.stringContaining("brain auth"),
    });
    expect(grants).toEqual([]);
  });

  test("goes on with what the vendor rotated to, and with a new sign-in after that", async () => {
    const store = locking(memoryCredentials());
    const first = vendor({ auth: signedIn, token: rotating, credentials: store });
    await storeSignIn(application, "refresh-0", first.runtime);
    await first.client.json("x");
    const again = vendor({ auth: signedIn, credentials: store });
    await storeSignIn(application, "refresh-new", again.runtime);

    await again.client.json("x");

    expect(again.grants[0]?.get("refresh_token")).toBe("refresh-new");
  });

  test("is never sent to another origin, but to another version of the same one", async () => {
    const { runtime } = vendor();
    await storeSignIn(application, "refresh-0", runtime);
    const at = (tokenUrl: string): Promise<boolean> =>
      isSignedIn({ clientId: "client", tokenUrl }, runtime);

    expect(await at("https://login.example.com/v2/token")).toBe(true);
    expect(await at("https://login.example.org/oauth/token")).toBe(false);
    expect(await isSignedIn({ ...application, clientId: "other" }, runtime)).toBe(false);
  });
});

describe("the code of a consent", () => {
  const exchange: CodeExchange = {
    ...application,
    clientSecret,
    code: "canary-code",
    redirectUri: "http://127.0.0.1:4000/callback",
    verifier: "canary-verifier",
  };
  const answering = (answer: () => Response) => {
    const requests: Request[] = [];
    const fetch: typeof globalThis.fetch = async (input, init) => {
      requests.push(new Request(input, init));
      return answer();
    };
    return { requests, runtime: createRuntime({ fetch }) };
  };

  test("is exchanged with the verifier and the same redirect address", async () => {
    const { requests, runtime } = answering(() =>
      granted(1, { refresh_token: "refresh-1", scope: "read,write" }),
    );

    const consented = await exchangeCode(exchange, runtime);

    expect(consented).toEqual({ refreshToken: "refresh-1", scopes: ["read", "write"] });
    expect(Object.fromEntries(new URLSearchParams(await requests[0]?.text()))).toEqual({
      grant_type: "authorization_code",
      code: "canary-code",
      redirect_uri: "http://127.0.0.1:4000/callback",
      code_verifier: "canary-verifier",
      client_id: "client",
      client_secret: "canary-secret",
    });
  });

  test.each([
    [{ scope: "read write" }, ["read", "write"]],
    [{ scopes: ["read", "write"] }, ["read", "write"]],
    [{}, undefined],
  ])("tells what was granted: %o", async (said, scopes) => {
    const { runtime } = answering(() => granted(1, { refresh_token: "refresh-1", ...said }));

    expect((await exchangeCode(exchange, runtime)).scopes).toEqual(scopes);
  });

  test("is exchanged with id and secret as Basic where the vendor wants them so", async () => {
    const { requests, runtime } = answering(() => granted(1, { refresh_token: "refresh-1" }));

    await exchangeCode(
      { ...exchange, clientAuth: "basic", headers: { "user-agent": "node:me:v1 (by /u/me)" } },
      runtime,
    );

    const form = new URLSearchParams(await requests[0]?.clone().text());
    expect([form.has("client_id"), form.has("client_secret")]).toEqual([false, false]);
    expect(requests[0]?.headers.get("authorization")).toBe(`Basic ${btoa("client:canary-secret")}`);
    expect(requests[0]?.headers.get("user-agent")).toBe("node:me:v1 (by /u/me)");
  });

  test.each([
    ["as the standard says", 400],
    ["under status 200", 200],
  ])("that is spent is refused %s, without showing it", async (_, status) => {
    const { runtime, requests } = answering(() =>
      json({ error: "invalid_grant", error_description: "canary-code is spent" }, { status }),
    );

    const error = await errorOf(exchangeCode(exchange, runtime));

    expect(error).toMatchObject({
      code: "reauthorise",
      hint: expect.stringContaining("good once"),
    });
    expect(JSON.stringify(error) + String(error)).not.toContain("canary");
    expect(requests).toHaveLength(1);
  });

  test("that gives no refresh token is no sign-in", async () => {
    const { runtime } = answering(() => granted(1));

    expect(await errorOf(exchangeCode(exchange, runtime))).toMatchObject({ code: "auth_failed" });
  });
});
