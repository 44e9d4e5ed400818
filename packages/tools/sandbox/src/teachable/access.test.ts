import { expect, test } from "vitest";
import { asking } from "./ask.fixture.ts";

test("the key stands in the header apiKey; any other, and none, is a 401", async () => {
  const { ask } = asking();

  expect((await ask("/courses")).status).toBe(200);
  expect(await ask("/courses", "another")).toMatchObject({
    status: 401,
    body: { message: "Unauthorized" },
  });
  expect((await ask("/courses", "")).status).toBe(401);
});

test("a hundred requests a minute of the clock, and every answer says what is left", async () => {
  const { ask, clock } = asking();
  clock.at += 13_000;
  const first = await ask("/courses");
  expect(Object.fromEntries(first.headers)).toMatchObject({
    "ratelimit-limit": "100",
    "ratelimit-remaining": "99",
    "ratelimit-reset": "47",
  });
  for (let count = 1; count < 100; count += 1) await ask("/courses");

  const refused = await ask("/courses");
  expect(refused).toMatchObject({ status: 429, body: { message: "API rate limit exceeded" } });
  expect(refused.headers.get("ratelimit-remaining")).toBe("0");
  clock.at += 47_000;
  expect((await ask("/courses")).status).toBe(200);
});

test("a month that is used up asks for days", async () => {
  const { ask } = asking({ limits: { perMonth: 2 } });
  await ask("/courses");
  await ask("/courses");

  const refused = await ask("/courses");

  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("ratelimit-reset"))).toBeGreaterThan(86_400);
});

test("several things that are wrong are a list of messages, one is a text", async () => {
  const { ask } = asking();

  expect(await ask("/courses?page=0&per=many")).toMatchObject({
    status: 422,
    body: { message: ["page is invalid", "per is invalid"] },
  });
  expect(await ask("/transactions?start=yesterday")).toMatchObject({
    status: 422,
    body: { message: "start is invalid" },
  });
});

test("what there is not is a 404", async () => {
  const { ask, emulator } = asking();

  for (const path of [
    "/students",
    "/courses/1",
    "/users/1",
    "/pricing_plans/1",
    "/webhooks/9/events",
  ]) {
    expect((await ask(path)).status, path).toBe(404);
  }
  expect((await ask("/courses/100001/progress?user_id=50001")).status).not.toBe(401);
  emulator.removeCourse(100_001);
  expect((await ask("/courses/100001/enrollments")).status).toBe(404);
});
