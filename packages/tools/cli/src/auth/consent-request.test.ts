import { createHash } from "node:crypto";
import type { OAuthConsent } from "@brain/core";
import { expect, test } from "vitest";
import { consentRequest } from "./consent-request.ts";

const consent: OAuthConsent = {
  authorizeUrl: "https://login.example.com/authorize?tenant=1",
  tokenUrl: () => "https://login.example.com/token",
  scopes: ["read"],
  parameters: { access_type: "offline" },
  pkce: true,
  redirect: "any-port",
};
const asked = {
  clientId: "client",
  redirectUri: "http://127.0.0.1:1/callback",
  scopes: ["read", "write"],
};

test("asks for a code, with state and the challenge of the verifier", () => {
  const { url, state, verifier = "" } = consentRequest(consent, asked);

  const { origin, searchParams } = new URL(url);
  expect(origin).toBe("https://login.example.com");
  expect(Object.fromEntries(searchParams)).toEqual({
    tenant: "1",
    access_type: "offline",
    response_type: "code",
    client_id: "client",
    redirect_uri: "http://127.0.0.1:1/callback",
    scope: "read write",
    state,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  });
  expect(url).toContain("scope=read%20write");
  expect(verifier).toMatch(/^[\w-]{43}$/);
  expect(state).toMatch(/^[\w-]{32}$/);
});

test("no two questions are the same", () => {
  const [first, second] = [consentRequest(consent, asked), consentRequest(consent, asked)];

  expect(first.state).not.toBe(second.state);
  expect(first.verifier).not.toBe(second.verifier);
});

test("a connector's parameters cannot take the place of ours", () => {
  const cunning = { ...consent, parameters: { state: "fixed", code_challenge_method: "plain" } };

  const { url, state } = consentRequest(cunning, asked);

  expect(new URL(url).searchParams.getAll("state")).toEqual([state]);
  expect(new URL(url).searchParams.get("code_challenge_method")).toBe("S256");
});

test.each(["file:///etc/passwd", "http://login.example.com/", "javascript:alert(1)", "nowhere"])(
  "no browser is sent to %s",
  (authorizeUrl) => {
    expect(() => consentRequest(consent, { ...asked, authorizeUrl })).toThrow(
      "no address of a consent page",
    );
  },
);
