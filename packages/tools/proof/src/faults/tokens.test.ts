import { describe, expect, test } from "vitest";
import { lasting, once, refused, survived } from "./outcomes.fixture.ts";
import { tokenRequests } from "./requests.fixture.ts";
import { trial } from "./trial.fixture.ts";
import { crm, crmByOAuth, reauthorised, web } from "./vendors.fixture.ts";

const tokenPath = "/**token";
const reauthorise = { status: "failed", error: "reauthorise" };

describe.each([
  { name: "hubspot by OAuth", vendor: crmByOAuth, refreshes: 2 },
  { name: "ga4", vendor: web, refreshes: 2 },
])("$name", ({ vendor, refreshes }) => {
  test("fault token-expired: [AU-1] [AU-3] [DL-1] a token that expires in mid-run is refreshed once", async () => {
    const found = await once(vendor, { fault: "token-expired" });

    expect(found.run).toEqual(survived("token-expired", "auth_failed").run);
    expect(tokenRequests(found.made)).toBe(refreshes);
  });

  test("fault grant-revoked: [AU-3] [DL-3] [CP-1] a revoked grant is terminal; once it is granted again the run goes on", async () => {
    const found = await lasting(vendor, { fault: "grant-revoked", nth: 4, from: undefined });

    expect(found).toMatchObject(refused("reauthorise"));
    // Nobody asks again for what was refused for good.
    expect(found.made.given.filter(({ path }) => path.endsWith("/token"))).toHaveLength(1);
  });
});

test("fault token-expired: [AU-1] [DL-3] [CP-1] a token that cannot be refreshed fails the stream at once", async () => {
  const found = await lasting(crm, { fault: "token-expired", nth: 4, from: undefined });

  expect(found).toMatchObject({ ...refused("auth_failed"), given: ["token-expired"] });
});

test("fault answer-lost: [AU-2] [DL-1] a refresh whose answer was lost is sent once more", async () => {
  const made = trial(web, [
    { fault: "answer-lost", method: "POST", path: tokenPath, nth: 2 },
    { ...web.data, fault: "token-expired", nth: 4 },
  ]);

  const report = await made.run();

  expect(made.given.map(({ fault }) => fault)).toContain("answer-lost");
  expect(report.status).toBe("succeeded");
  expect(tokenRequests(made)).toBe(3);
});

test("fault answer-lost: [AU-2] [DL-3] lost twice, it asks to be authorised again", async () => {
  const found = await once(web, {
    fault: "answer-lost",
    method: "POST",
    path: tokenPath,
    nth: [1, 2],
  });

  expect(found.run).toMatchObject(reauthorise);
  expect(tokenRequests(found.made)).toBe(2);
});

test("fault answer-lost: [AU-2] [DL-3] [CP-1] a refresh token that works once is lost with its answer; granted anew the run goes on", async () => {
  const made = trial(crmByOAuth, [
    { fault: "answer-lost", method: "POST", path: tokenPath, nth: 2 },
    { ...crm.data, fault: "token-expired", nth: 4 },
  ]);
  const whole = trial(crmByOAuth, []);
  await whole.run();

  const report = await made.run();
  const kept = made.rows().length;
  const again = await made.run(reauthorised(crmByOAuth, 2));

  expect(report.streams[0]).toMatchObject({ status: "failed", error: { code: "reauthorise" } });
  expect(kept).toBeGreaterThan(0);
  expect(again.status).toBe("succeeded");
  expect(made.rows()).toEqual(whole.rows());
});

describe.each([
  { name: "a vendor that rotates them", vendor: crmByOAuth },
  { name: "one that did not until now", vendor: web },
])("$name", ({ vendor }) => {
  test("fault refresh-rotated: [AU-2] [DL-1] a rotated refresh token is durable: the next process has it", async () => {
    const made = trial(vendor, [
      { fault: "refresh-rotated", method: "POST", path: tokenPath },
      { ...vendor.data, fault: "token-expired", nth: [3, 6] },
    ]);
    const whole = trial(vendor, []);
    await whole.run();

    const first = await made.run();
    const second = await made.run();

    expect(made.given.filter(({ fault }) => fault === "refresh-rotated").length).toBeGreaterThan(2);
    expect([first.status, second.status]).toEqual(["succeeded", "succeeded"]);
    expect(made.rows()).toEqual(whole.rows());
    expect(made.events.filter(({ type }) => type === "credential")).not.toContainEqual(
      expect.objectContaining({ action: "refused" }),
    );
  });
});
