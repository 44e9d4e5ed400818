import { Secret } from "@brain/core";
import { describe, expect, test } from "vitest";
import { errorOf, json, testApi, type Script } from "../api.fixture.ts";
import { bearer } from "../auth/bearer.ts";
import type { HttpClientOptions } from "../contracts.ts";

const ok = json({ fine: true });
const to = (location: string, status = 302): Script =>
  new Response(null, { status, headers: { location } });

function api(scripts: readonly Script[], options: Partial<HttpClientOptions> = {}) {
  return testApi(scripts, {
    auth: bearer(Secret.of("canary")),
    headers: { "X-API-Key": "canary-key", Cookie: "canary-cookie" },
    ...options,
  });
}

describe("[HT-5]", () => {
  test("a redirect within the origin keeps the credential", async () => {
    const { client, requests } = api([to("/v2/contacts"), ok]);

    expect((await client.json("contacts")).body).toEqual({ fine: true });
    expect(requests[1]?.url).toBe("https://api.example.com/v2/contacts");
    expect(requests[1]?.headers.get("authorization")).toBe("Bearer canary");
    expect(requests[1]?.headers.get("x-api-key")).toBe("canary-key");
  });

  test("five are followed, a sixth is not", async () => {
    const five = api([...Array.from({ length: 5 }, () => to("/again")), ok]);
    const six = api([to("/again")]);

    expect((await five.client.json("x")).body).toEqual({ fine: true });
    expect(await errorOf(six.client.json("x"))).toMatchObject({ code: "redirect_blocked" });
    expect(six.requests).toHaveLength(6);
  });

  test.each([
    ["another host", "https://evil.example/x", "redirect_blocked"],
    ["another port", "https://api.example.com:8443/x", "redirect_blocked"],
    ["http", "http://api.example.com/x", "redirect_blocked"],
    ["a private address", "https://169.254.169.254/x", "redirect_blocked"],
    ["an address with user info", "https://a:b@api.example.com/x", "address_blocked"],
    ["what is no address", "https://", "redirect_blocked"],
  ])("one to %s is refused", async (_what, location, code) => {
    const { client, requests } = api([to(location), ok]);

    expect(await errorOf(client.json("x"))).toMatchObject({ code });
    expect(requests).toHaveLength(1);
  });

  test.each([
    ["bucket.s3.us-west-2.files.example", true],
    ["files.example", true],
    ["notfiles.example", false],
    ["s3.files.example.evil.example", false],
  ])("hosts below a listed one are listed, too: to %s, %s", async (host, followed) => {
    const { client, requests } = api([to(`https://${host}/x`), ok], {
      redirectHosts: ["files.example"],
    });

    const error = await errorOf(client.json("x"));

    expect(requests).toHaveLength(followed ? 2 : 1);
    expect(error).toMatchObject(followed ? {} : { code: "redirect_blocked" });
    expect(requests[1]?.headers.get("authorization") ?? null).toBe(null);
  });

  test("one to a listed host is followed with no credential of any kind", async () => {
    const { client, requests } = api([to("https://files.example/x?sig=s&api_key=k1"), ok], {
      redirectHosts: ["files.example"],
    });

    await client.json("x", { query: { api_key: "k1" } });

    const [, hop] = requests;
    expect(hop?.url).toBe("https://files.example/x?sig=s");
    expect([...(hop?.headers ?? [])]).toEqual([["accept", "application/json"]]);
  });

  test("every secret that the address repeats is taken out of it, whatever it is called there", async () => {
    const query = new URLSearchParams({ t: "canary", k: "canary-key", again: "k1", ok: "1" });
    query.append("sig", "vendor");
    const { client, requests } = api([to(`https://files.example/x?${query}`), ok], {
      redirectHosts: ["files.example"],
    });

    await client.json("x", { query: { api_key: "k1" } });

    expect(requests[1]?.url).toBe("https://files.example/x?ok=1&sig=vendor");
  });

  test("two hops away and on a streamed body there is no credential either", async () => {
    const { client, requests } = api(
      [to("https://files.example/x"), to("https://files.example/y"), new Response("1\n")],
      { redirectHosts: ["files.example"] },
    );

    await client.lines("x");

    for (const hop of requests.slice(1)) {
      expect([...hop.headers]).toEqual([["accept", "*/*"]]);
      expect(hop.redirect).toBe("manual");
    }
  });

  test.each([
    ["http://files.example/x", "redirect_blocked"],
    ["https://10.0.0.1/x", "address_blocked"],
  ])("one to %s is refused even if its host is listed", async (location, code) => {
    const { client } = api([to(location), ok], { redirectHosts: ["files.example", "10.0.0.1"] });

    expect(await errorOf(client.json("x"))).toMatchObject({ code });
  });

  test("one from a listed host back home has the credential again", async () => {
    const { client, requests } = api(
      [to("https://files.example/x"), to("https://api.example.com/y"), ok],
      {
        redirectHosts: ["files.example"],
      },
    );

    await client.json("x");

    expect(requests[1]?.headers.get("authorization")).toBeNull();
    expect(requests[2]?.headers.get("authorization")).toBe("Bearer canary");
  });

  test("a body never goes to another host", async () => {
    const { client } = api([to("https://files.example/x", 307), ok], {
      redirectHosts: ["files.example"],
    });

    const error = await errorOf(client.json("x", { json: { secret: 1 }, readOnly: true }));

    expect(error).toMatchObject({ code: "redirect_blocked" });
  });

  test.each([
    [301, "POST", "GET"],
    [302, "POST", "GET"],
    [303, "PUT", "GET"],
    [307, "POST", "POST"],
    [308, "PUT", "PUT"],
    [301, "PUT", "PUT"],
    [303, "HEAD", "HEAD"],
  ])("%i turns %s into %s", async (status, method, expected) => {
    const { client, requests } = api([to("/y", status), method === "HEAD" ? new Response() : ok]);
    const body = method === "HEAD" ? {} : { json: { a: 1 } };

    await client.json("x", { method, ...body });

    expect(requests[1]?.method).toBe(expected);
    const text = await requests[1]?.text();
    expect(text).toBe(expected === "GET" || expected === "HEAD" ? "" : '{"a":1}');
    expect(requests[1]?.headers.has("content-type")).toBe(text !== "");
  });
});
