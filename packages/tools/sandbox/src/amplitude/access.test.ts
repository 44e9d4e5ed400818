import { expect, test } from "vitest";
import { sandboxCredentials } from "../credentials.ts";
import { asking } from "./ask.fixture.ts";

test("both keys are needed", async () => {
  const { ask } = asking();

  expect((await ask("/api/3/cohorts")).status).toBe(200);
  expect((await ask("/api/3/cohorts", {}, "")).status).toBe(401);
  expect((await ask("/api/3/cohorts", {}, `Basic ${btoa("a:b")}`)).status).toBe(403);
});

test("charts are counted by what they cost, and refused above it for five minutes", async () => {
  const { ask, clock } = asking({ limits: { costPer5Minutes: 100 } });
  const days = { start: "20261101", end: "20261120" };

  expect((await ask("/api/2/users", days)).status).toBe(200);
  expect((await ask("/api/2/users", { ...days, g: "country" })).status).toBe(200);
  const refused = await ask("/api/2/users", days);
  expect(refused.status).toBe(429);
  expect(refused.body).toMatchObject({
    error: { message: expect.stringContaining("100 query cost") },
  });

  clock.at += 300_001;
  expect((await ask("/api/2/users", days)).status).toBe(200);
});

test("of six requests at once one is refused", async () => {
  const { emulator, ask } = asking({ latencyMs: 1 });
  const { apiKey, secretKey } = sandboxCredentials.amplitude;
  const headers = { authorization: `Basic ${btoa(`${apiKey}:${secretKey}`)}` };
  let free = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    free = resolve;
  });

  const requests = Array.from({ length: 6 }, () =>
    emulator.fetch(new Request("https://amplitude.com/api/3/cohorts", { headers }), {
      wait: () => held,
      connection: {},
    }),
  );
  free();

  const statuses = (await Promise.all(requests)).map(({ status }) => status);
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  expect((await ask("/api/3/cohorts")).status).toBe(200);
});

test("a plan without the taxonomy says so", async () => {
  const { ask } = asking({ withoutTaxonomy: true });

  const { status, body } = await ask("/api/2/taxonomy/event");

  expect(status).toBe(400);
  expect(body).toEqual({
    success: false,
    errors: [{ message: "Account Properties feature is not enabled." }],
  });
});

test("what there is not is not found", async () => {
  const { ask } = asking();

  for (const path of [
    "/api/2/nothing",
    "/api/2/taxonomy/nothing",
    "/api/5/cohorts/request/nobody",
  ]) {
    expect((await ask(path)).status).toBe(404);
  }
});
