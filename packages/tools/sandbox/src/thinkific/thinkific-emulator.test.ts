import { expect, test } from "vitest";
import { sandboxCredentials } from "../credentials.ts";
import { thinkificEmulator, type ThinkificEmulatorOptions } from "./thinkific-emulator.ts";

const { subdomain, apiKey, accessToken, clientId, clientSecret, refreshToken } =
  sandboxCredentials.thinkific;
const agent = { "user-agent": "test" };
const signed = { ...agent, "x-auth-api-key": apiKey, "x-auth-subdomain": subdomain };
const NOW = Date.parse("2026-11-24T09:00:30Z");

/** A page, as far as it is looked at. */
interface Listed {
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly meta: { readonly pagination: Readonly<Record<string, unknown>> };
}

function setUp(options: ThinkificEmulatorOptions = {}) {
  const clock = { now: NOW };
  const emulator = thinkificEmulator({ now: () => clock.now, limits: "off", ...options });
  const ask = (path: string, headers: Record<string, string> = signed): Promise<Response> =>
    emulator.fetch(new Request(`https://api.thinkific.com/api/public/v1${path}`, { headers }));
  const list = async (path: string): Promise<Listed> => (await ask(path)).json();
  const refresh = (token: string, secret: string = clientSecret): Promise<Response> =>
    emulator.fetch(
      new Request(`https://${subdomain}.thinkific.com/oauth2/token`, {
        method: "POST",
        headers: {
          ...agent,
          "content-type": "application/json",
          authorization: `Basic ${btoa(`${clientId}:${secret}`)}`,
        },
        body: JSON.stringify({ grant_type: "refresh_token", refresh_token: token }),
      }),
    );
  return { clock, emulator, ask, list, refresh };
}

test.each([
  ["no credential", agent],
  ["another key", { ...signed, "x-auth-api-key": "no" }],
  ["another site", { ...signed, "x-auth-subdomain": "other" }],
  ["another token", { ...agent, authorization: "Bearer no" }],
])("%s is a 401 with Thinkific's own body", async (_what, headers) => {
  const answer = await setUp().ask("/courses", headers);

  expect(answer.status).toBe(401);
  expect(await answer.json()).toEqual({ error: "Authentication Error" });
});

test("a token is let in alone, and not beside a key", async () => {
  const { ask } = setUp();
  const authorization = `Bearer ${accessToken}`;

  expect((await ask("/courses", { ...agent, authorization })).status).toBe(200);
  expect((await ask("/courses", { ...signed, authorization })).status).toBe(403);
});

test("a request without a User-Agent gets a page of HTML", async () => {
  const { "user-agent": _, ...headers } = signed;

  const answer = await setUp().ask("/courses", headers);

  expect(answer.status).toBe(403);
  expect(await answer.text()).toMatch(/^<!DOCTYPE html>/);
});

test("a refresh token is good for one use, an access token for a day", async () => {
  const { clock, ask, refresh } = setUp();
  const granted = (await (await refresh(refreshToken)).json()) as Record<string, string>;
  const bearer = { ...agent, authorization: `Bearer ${granted["access_token"]}` };

  expect(granted).toMatchObject({ token_type: "bearer", expires_in: 86_399 });
  expect((await ask("/users", bearer)).status).toBe(200);
  expect(await (await refresh(refreshToken)).json()).toEqual({ error: "invalid refresh token" });
  expect((await refresh(granted["refresh_token"] ?? "", "wrong")).status).toBe(401);
  clock.now += 86_400_001;
  expect((await ask("/users", bearer)).status).toBe(401);
  expect((await refresh(granted["refresh_token"] ?? "")).status).toBe(200);
});

test("pages have 25 records, at most 250, and the last one has no next", async () => {
  const { list } = setUp({ site: { users: 260 } });

  const usual = await list("/users");
  const last = await list("/users?page=2&limit=1000");
  const beyond = await list("/users?page=9&limit=250");

  expect(usual.items).toHaveLength(25);
  expect(usual.meta.pagination).toEqual({
    current_page: 1,
    next_page: 2,
    prev_page: null,
    total_pages: 11,
    total_items: 260,
    entries_info: "1-25 of 260",
  });
  expect(last.items).toHaveLength(10);
  expect(last.meta.pagination).toMatchObject({ next_page: null, prev_page: 1, total_pages: 2 });
  expect(beyond.items).toEqual([]);
  expect(beyond.meta.pagination["next_page"]).toBeNull();
});

test.each([
  ["/users?page=0", 422, { errors: { page: ["is invalid"] } }],
  ["/enrollments?query[course_id]=x", 422, { errors: { course_id: ["is invalid"] } }],
  ["/enrollments?query[updated_after]=soon", 422, { errors: { updated_after: ["is invalid"] } }],
  ["/coupons", 400, { error: "Parameter promotion_id is required." }],
  ["/courses/1/chapters", 404, { error: "Record not found." }],
  ["/chapters/999/contents", 404, { error: "Record not found." }],
  ["/students", 404, { error: "Record not found." }],
])("%s is a %i", async (path, status, body) => {
  const answer = await setUp().ask(path);

  expect(answer.status).toBe(status);
  expect(await answer.json()).toEqual(body);
});

test("`updated_after` leaves the instant itself out, `updated_on_or_before` keeps it", async () => {
  const { emulator, list } = setUp();
  const [id = 0] = emulator.enrollmentIds();
  emulator.setProgress(id, 0.4, NOW);
  const idsOf = async (query: string): Promise<unknown[]> =>
    (await list(`/enrollments?limit=250&query[${query}]=${new Date(NOW).toISOString()}`)).items.map(
      (item) => item["id"],
    );

  expect(await idsOf("updated_after")).toEqual([]);
  expect(await idsOf("updated_on_or_before")).toContain(id);
  expect(await idsOf("updated_before")).not.toContain(id);
});

test("an enrollment that is deleted leaves no trace", async () => {
  const { emulator, ask, list } = setUp({ site: { enrollments: 30 } });
  const [id = 0] = emulator.enrollmentIds();

  emulator.unenroll(id);

  expect((await ask(`/enrollments/${id}`)).status).toBe(404);
  expect((await list("/enrollments")).meta.pagination["total_items"]).toBe(29);
});

test.each([
  ["epoch-seconds", NOW / 1_000 + 30],
  ["epoch-milliseconds", NOW + 30_000],
  ["milliseconds", 30_000],
  ["seconds", 30],
] as const)("a minute's limit is told in %s", async (reset, value) => {
  const { clock, ask } = setUp({ limits: { perMinute: 2, reset } });
  await ask("/courses");
  await ask("/courses");

  const refused = await ask("/courses");
  clock.now += 30_000;

  expect(refused.status).toBe(429);
  expect(refused.headers.get("ratelimit-reset")).toBe(String(value));
  expect((await ask("/courses")).status).toBe(200);
});

test("a refusal may be a page of HTML, for the limit and for nothing else", async () => {
  const { emulator, ask } = setUp({ limits: { perMinute: 1, html: true } });

  expect(await (await ask("/courses")).json()).toBeTypeOf("object");
  expect((await ask("/courses")).headers.get("content-type")).toContain("text/html");
  emulator.deny("plan");
  expect(await (await ask("/courses")).json()).toEqual({
    error: "Access to Apps is not available on your plan. Upgrade to gain access",
  });
});

test("what is made on the fly is the same for the same seed, and another for another", async () => {
  const path = "/enrollments?limit=250&page=3";
  const [one, same, other] = [setUp(), setUp(), setUp({ seed: 2 })];

  expect(await one.list(path)).toEqual(await same.list(path));
  expect(await one.list(path)).not.toEqual(await other.list(path));
});

test("a site of a million enrollments gives its last page at once", async () => {
  const { list } = setUp({ site: { enrollments: 1_000_000, users: 1_000 } });

  const page = await list("/enrollments?limit=250&page=4000");

  expect(page.items).toHaveLength(250);
  expect(page.meta.pagination["next_page"]).toBeNull();
});
