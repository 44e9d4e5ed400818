import { expect, test } from "vitest";
import { sandboxCredentials } from "../credentials.ts";
import { asking, day } from "./ask.fixture.ts";

test("a service account is let in with its project, under both prefixes of the address", async () => {
  const { ask } = asking();

  expect((await ask("/api/query/cohorts/list", {}, {})).status).toBe(200);
  expect((await ask("/api/2.0/cohorts/list", {}, {})).status).toBe(200);
  expect((await ask("/api/app/projects/2529987/annotations")).status).toBe(200);
});

test("without the project it is a 400, in another project a 403", async () => {
  const { ask } = asking();

  expect(await ask("/api/query/cohorts/list", { project_id: "" }, {})).toMatchObject({
    status: 400,
    body: { error: "project_id is required when using a service account" },
  });
  expect(await ask("/api/query/cohorts/list", { project_id: "1" }, {})).toMatchObject({
    status: 403,
    body: {
      request: "/api/query/cohorts/list?project_id=1",
      error: "User is not a member of this project",
    },
  });
});

test("the project's secret needs no project", async () => {
  const { ask } = asking();
  const credentials = `${sandboxCredentials.mixpanel.projectSecret}:`;

  const answer = await ask("/api/query/cohorts/list", { project_id: "" }, {}, credentials);

  expect(answer.status).toBe(200);
});

test("wrong credentials are a 400 in plain text at the export, and a 401 elsewhere", async () => {
  const { ask } = asking();
  const wrong = "someone:else";

  expect(await ask("/api/2.0/export", day("2026-11-20"), undefined, wrong)).toMatchObject({
    status: 400,
    text: "Unable to authenticate request\n",
  });
  expect((await ask("/api/query/engage", {}, {}, wrong)).status).toBe(401);
  expect(await ask("/api/app/projects/2529987/schemas", {}, undefined, wrong)).toMatchObject({
    status: 401,
    body: { status: "error" },
  });
});

test("60 requests an hour are answered, of reports and of exports each", async () => {
  const { ask, clock } = asking();
  const cohorts = async (): Promise<number> =>
    (await ask("/api/query/cohorts/list", {}, {})).status;
  for (let count = 0; count < 60; count += 1) expect(await cohorts()).toBe(200);

  expect(await ask("/api/query/cohorts/list", {}, {})).toMatchObject({
    status: 429,
    body: { error: "Query rate limit exceeded, you have made 60 queries in the last hour" },
  });
  expect((await ask("/api/2.0/export", day("2026-11-20"))).status).toBe(200);
  clock.at += 3_600_000;
  expect(await cohorts()).toBe(200);
});

test("a fourth export within a second is refused", async () => {
  const { ask } = asking();
  const statuses: number[] = [];
  for (let count = 0; count < 4; count += 1) {
    statuses.push((await ask("/api/2.0/export", day("2026-11-20"))).status);
  }

  expect(statuses).toEqual([200, 200, 200, 429]);
});

test("more reports at once than the project may have are refused", async () => {
  const { ask } = asking({ limits: { concurrent: 0 } });

  expect((await ask("/api/query/cohorts/list", {}, {})).status).toBe(429);
});

test("what the plan does not include is a 402", async () => {
  const { ask } = asking({ notInPlan: ["engage"] });

  expect(await ask("/api/query/engage", {}, {})).toMatchObject({
    status: 402,
    body: { error: "Payment required" },
  });
  expect((await ask("/api/query/cohorts/list", {}, {})).status).toBe(200);
});

test("what there is not is a 404", async () => {
  const { ask } = asking();

  expect((await ask("/api/query/revenue")).status).toBe(404);
  expect((await ask("/elsewhere")).status).toBe(404);
});
