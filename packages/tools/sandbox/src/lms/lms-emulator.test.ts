import { describe, expect, test } from "vitest";
import { sandboxCredentials } from "../credentials.ts";
import { lmsEmulator, type LmsEmulatorOptions } from "./lms-emulator.ts";

const { apiKey, clientId, clientSecret, username, password } = sandboxCredentials.lms;
const now = Date.parse("2026-11-24T09:00:00Z");
const bearer = { authorization: `Bearer ${apiKey}` };
const basic = {
  authorization: `Basic ${btoa(`${username}:${password}`)}`,
  "x-experience-api-version": "1.0.3",
};

/** An emulator, and a way to ask it. */
function setUp(options: LmsEmulatorOptions = {}) {
  const clock = { now };
  const emulator = lmsEmulator({ now: () => clock.now, ...options });
  const ask = async (path: string, headers: Record<string, string> = bearer) => {
    const response = await emulator.fetch(
      new Request(new URL(path, "https://campus.example"), { headers }),
    );
    const text = await response.text();
    const body: unknown = text.startsWith("{") || text.startsWith("[") ? JSON.parse(text) : text;
    return { status: response.status, headers: response.headers, body };
  };
  const post = async (path: string, form: Record<string, string>) => {
    const url = `https://campus.example${path}`;
    const request = new Request(url, { method: "POST", body: new URLSearchParams(form) });
    return (await emulator.fetch(request)).json() as Promise<unknown>;
  };
  const moodle = (wsfunction: string, form: Record<string, string> = {}) =>
    post("/moodle/webservice/rest/server.php", { wstoken: apiKey, wsfunction, ...form });
  return { clock, emulator, ask, post, moodle };
}

const at = (value: unknown, ...path: (string | number)[]): unknown =>
  path.reduce<unknown>((found, name) => Reflect.get(Object(found), name), value);
const lengthOf = (list: unknown): number => (Array.isArray(list) ? list.length : -1);

describe("every platform", () => {
  test("refuses other credentials in its own way", async () => {
    const { ask, post } = setUp();
    const wrong = { authorization: "Bearer wrong", "x-experience-api-version": "1.0.3" };

    for (const path of [
      "/plain/users",
      "/canvas/api/v1/courses",
      "/edx/api/courses/v1/courses/",
      "/xapi/statements",
    ]) {
      expect((await ask(path, wrong)).status).toBe(401);
    }
    expect(await post("/moodle/webservice/rest/server.php", { wstoken: "wrong" })).toMatchObject({
      errorcode: "invalidtoken",
    });
    const form = { username, password: "wrong", service: "s" };
    expect(await post("/moodle/login/token.php", form)).toMatchObject({
      errorcode: "invalidlogin",
    });
    expect(await post("/moodle/login/token.php", { ...form, password })).toMatchObject({
      token: apiKey,
    });
  });

  test("knows the same people and courses", async () => {
    const { ask, moodle, emulator } = setUp();
    const [first] = emulator.userIds();

    const email = at((await ask("/plain/users")).body, "data", 0, "email");
    expect(email).toBe(`bo.${first}@example.com`);
    expect(at((await ask("/canvas/api/v1/accounts/self/users")).body, 0, "email")).toBe(email);
    const criteria = { "criteria[0][key]": "email", "criteria[0][value]": "%" };
    expect(at(await moodle("core_user_get_users", criteria), "users", 0, "email")).toBe(email);
  });

  test("limits as it is told to, and says when to come back", async () => {
    const { ask, emulator, clock } = setUp({ perMinute: 2 });
    await ask("/plain/users");
    await ask("/plain/users");
    const third = await ask("/plain/users");
    expect([third.status, third.headers.get("retry-after")]).toEqual([429, "60"]);
    clock.now += 60_000;
    expect((await ask("/plain/users")).status).toBe(200);

    emulator.throttle(1);
    const canvas = await ask("/canvas/api/v1/courses");
    expect([canvas.status, canvas.body]).toEqual([403, "403 Forbidden (Rate Limit Exceeded)"]);
    expect((await ask("/canvas/api/v1/courses")).status).toBe(200);
  });

  test("is the same for the same seed, however large", async () => {
    const large = { campus: { users: 1_000_000 } };
    const last = "/plain/users?limit=100&page=10000";
    const [one, other] = await Promise.all([setUp(large).ask(last), setUp(large).ask(last)]);

    expect(lengthOf(at(one.body, "data"))).toBe(100);
    expect(other.body).toEqual(one.body);
  });
});

describe("the plain API", () => {
  test("pages each list in another way", async () => {
    const { ask } = setUp();
    const first = async (list: string) => ask(`/plain/${list}?limit=10`);

    expect(at((await first("users")).body, "meta", "pagination")).toEqual({
      current_page: 1,
      next_page: 2,
      total: 340,
    });
    expect((await first("courses")).headers.get("link")).toContain('limit=10&page=2>; rel="next"');
    expect(at((await first("enrollments")).body, "next")).toContain("page=2");
    expect(at((await first("assessments")).body, "meta", "next_cursor")).toBe("10");
    expect(lengthOf((await ask("/plain/analytics?limit=10&page=3")).body)).toBe(0);
  });

  test("gives what changed since, the instant itself too", async () => {
    const { ask, emulator } = setUp();
    emulator.setProgress(101, 394, 0.5, now / 1_000);
    emulator.renameUser(103, "Changed");
    const since = "updated_since=2026-11-24T09:00:00Z";

    expect(at((await ask(`/plain/enrollments?${since}`)).body, "items")).toMatchObject([
      { course_id: 101, user_id: 394, progress: "0.50" },
    ]);
    expect(at((await ask(`/plain/users?${since}`)).body, "data")).toMatchObject([{ id: 103 }]);
  });
});

describe("Moodle", () => {
  test("cuts enrolled users by its options, and has no course that is hidden", async () => {
    const { moodle, emulator } = setUp();
    const cut = {
      courseid: "101",
      "options[0][name]": "limitfrom",
      "options[0][value]": "25",
      "options[1][name]": "limitnumber",
      "options[1][value]": "10",
    };
    expect(lengthOf(await moodle("core_enrol_get_enrolled_users", cut))).toBe(5);
    emulator.hideCourse(101);
    expect(await moodle("core_enrol_get_enrolled_users", cut)).toMatchObject({
      errorcode: "errorcoursecontextnotvalid",
    });
    expect(lengthOf(await moodle("core_course_get_courses"))).toBe(12);
    expect(await moodle("core_nothing")).toMatchObject({ errorcode: "accessexception" });
    expect(await moodle("core_user_get_users")).toMatchObject({ errorcode: "invalidparameter" });
  });
});

describe("Canvas", () => {
  test("gives numbers, or text to who asks for it, and its last page has no next", async () => {
    const { ask } = setUp();
    const path = "/canvas/api/v1/courses/101/enrollments?per_page=20";
    const asText = { ...bearer, accept: "application/json+canvas-string-ids" };

    expect(at((await ask(path)).body, 0, "user_id")).toBeTypeOf("number");
    expect(at((await ask(path, asText)).body, 0)).toMatchObject({
      course_id: "101",
      user: { id: expect.any(String) },
    });
    expect((await ask(path)).headers.get("link")).toContain('rel="next"');
    expect((await ask(`${path}&page=2`)).headers.get("link")).not.toContain('rel="next"');
    expect((await ask("/canvas/api/v1/courses/999/enrollments")).status).toBe(404);
  });
});

describe("Open edX", () => {
  const grant = {
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
  };

  test("gives tokens for an hour, signed with JWT or Bearer", async () => {
    const { ask, post, clock } = setUp();
    const token = await post("/edx/oauth2/access_token", { ...grant, token_type: "jwt" });
    expect(token).toMatchObject({ token_type: "JWT", expires_in: 3_600 });
    const path = "/edx/api/courses/v1/courses/?page_size=5";
    const value = String(at(token, "access_token"));

    for (const scheme of ["JWT", "Bearer"]) {
      const { body } = await ask(path, { authorization: `${scheme} ${value}` });
      expect(at(body, "pagination")).toMatchObject({ count: 12, num_pages: 3, previous: null });
    }
    clock.now += 3_600_000;
    expect((await ask(path, { authorization: `JWT ${value}` })).status).toBe(401);
    expect(await post("/edx/oauth2/access_token", { ...grant, client_secret: "x" })).toEqual({
      error: "invalid_client",
    });
  });

  test("asks for a course that it knows", async () => {
    const { ask, post } = setUp();
    const token = await post("/edx/oauth2/access_token", grant);
    const signed = { authorization: `Bearer ${String(at(token, "access_token"))}` };
    const course = encodeURIComponent("course-v1:Sandbox+C101+2026");

    const path = "/edx/api/enrollment/v1/enrollments?course_id=";
    expect((await ask(`${path}nonsense`, signed)).status).toBe(400);
    const { body } = await ask(`${path}${course}&page_size=20`, signed);
    expect(at(body, "next")).toContain("cursor=");
    expect(lengthOf(at(body, "results"))).toBe(20);
    expect(
      at((await ask(`/edx/api/grades/v1/courses/${course}/`, signed)).body, "results", 0),
    ).toMatchObject({
      percent: expect.any(Number),
    });
  });
});

describe("the record store", () => {
  test("gives statements after an instant, oldest first where that is asked for", async () => {
    const { ask, emulator } = setUp();
    emulator.record(3);
    const newest = await ask("/xapi/statements?limit=2", basic);
    const since = String(at(newest.body, "statements", 0, "stored"));
    expect(since).toBe("2026-11-24T09:00:00.000Z");
    const path = `/xapi/statements?ascending=true&since=2026-11-24T08:00:00Z`;

    expect(lengthOf(at((await ask(path, basic)).body, "statements"))).toBeGreaterThan(3);
    expect(at((await ask(`/xapi/statements?since=${since}`, basic)).body, "statements")).toEqual(
      [],
    );
    expect((await ask(path, basic)).headers.get("x-experience-api-consistent-through")).toBe(since);
  });

  test("names more without its host, and voided statements only by their id", async () => {
    const { ask } = setUp();
    const { body } = await ask("/xapi/statements?ascending=true&limit=50", basic);
    const voiding = at(body, "statements");
    const target = Array.isArray(voiding)
      ? voiding.find((one) => at(one, "object", "objectType") === "StatementRef")
      : undefined;
    const id = String(at(target, "object", "id"));

    expect(at(body, "more")).toMatch(/^\/xapi\/statements\/more\?/);
    expect(lengthOf(at((await ask(String(at(body, "more")), basic)).body, "statements"))).toBe(50);
    expect(JSON.stringify(body).split(id)).toHaveLength(2);
    expect(await ask(`/xapi/statements?voidedStatementId=${id}`, basic)).toMatchObject({
      status: 200,
      body: { id },
    });
  });

  test("wants to be told the version", async () => {
    const { ask } = setUp();
    const { authorization } = basic;

    expect((await ask("/xapi/statements", { authorization })).status).toBe(400);
  });
});

test("next links lead away where a test wants that", async () => {
  const { ask, emulator } = setUp();
  emulator.lureAway();

  expect(at((await ask("/plain/enrollments")).body, "next")).toMatch(
    /^https:\/\/evil\.example\.net/,
  );
  expect(at((await ask("/xapi/statements", basic)).body, "more")).toMatch(/^https:\/\/evil/);
});
