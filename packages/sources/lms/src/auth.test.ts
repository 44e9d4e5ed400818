import { expect, test } from "vitest";
import { errorOf, ownApi } from "./own-api.fixture.ts";

const users = { users: { paging: { type: "none" } } } as const;

test.each([
  [{ type: "bearer" }, "authorization", "Bearer own-key"],
  [{ type: "bearer", scheme: "Token" }, "authorization", "Token own-key"],
  [{ type: "header", name: "X-Api-Key" }, "x-api-key", "own-key"],
])("a key as %j stands in a header", async (auth, header, value) => {
  const { read, requests } = ownApi(users, () => [], { auth });
  await read("users");

  expect(requests[0]?.headers.get(header)).toBe(value);
});

test("a key may go with fixed headers of the same kind", async () => {
  const auth = { type: "header", name: "X-Auth-API-Key" };
  const { read, requests } = ownApi(users, () => [], {
    auth,
    headers: { "X-Auth-Subdomain": "s" },
  });
  await read("users");

  expect(requests[0]?.headers.get("x-auth-subdomain")).toBe("s");
});

test("a user and a password are Basic", async () => {
  const config = { auth: { type: "basic" }, apiKey: undefined, username: "u", password: "pä" };
  const { read, requests } = ownApi(users, () => [], config);
  await read("users");

  const bytes = new TextEncoder().encode("u:pä");
  expect(requests[0]?.headers.get("authorization")).toBe(
    `Basic ${btoa(String.fromCharCode(...bytes))}`,
  );
});

test("a key in the address is there in every request, and in no error", async () => {
  const config = { auth: { type: "query", name: "token" } };
  const { read, paths } = ownApi(users, () => Response.json({}, { status: 400 }), config);

  const error = await errorOf(read("users"));
  expect(paths()).toEqual(["users?token=own-key"]);
  expect(JSON.stringify(error)).not.toContain("own-key");
});

test("a key in a form stands beside what is asked for", async () => {
  const described = { users: { ...users.users, form: { what: "users" } } };
  const config = { auth: { type: "form", name: "wstoken" } };
  const { read, paths, bodies } = ownApi(described, () => [], config);
  await read("users");

  expect(paths()).toEqual(["users"]);
  expect(bodies).toEqual(["what=users&wstoken=own-key"]);
});

test("no credentials are sent where none are needed", async () => {
  const config = { auth: { type: "none" }, apiKey: undefined };
  const { read, requests } = ownApi(users, () => [], config);
  await read("users");

  expect(requests[0]?.headers.has("authorization")).toBe(false);
});

test("[HT-5] a redirect to another origin takes no key along", async () => {
  const { read, requests } = ownApi(users, ({ url }) =>
    url.hostname === "own.example"
      ? new Response(null, { status: 302, headers: { location: "https://evil.example.net/users" } })
      : [],
  );

  expect(await errorOf(read("users"))).toMatchObject({ code: "redirect_blocked" });
  expect(requests.filter(({ url }) => url.hostname !== "own.example")).toEqual([]);
});
