import { expect, test } from "vitest";
import { site } from "./site.fixture.ts";

const page = "<html><body>Just a moment…</body></html>";
const asHtml = { "content-type": "text/html" };

test.each(["epoch-seconds", "epoch-milliseconds", "milliseconds", "seconds"] as const)(
  "[RT-4] a limit told in %s is waited for until the minute is over, no longer, and nothing is lost",
  async (reset) => {
    const made = site({
      limits: { perMinute: 3, reset },
      site: { users: 1_300 },
    });
    const began = made.clock.now();

    const report = await made.load("users").run();

    expect(report.status).toBe("succeeded");
    expect(made.idsIn("users")).toHaveLength(1_300);
    // Six pages, three a minute: one pause, and a second one where the first requests came late in their minute.
    expect(made.clock.now() - began).toBeLessThanOrEqual(3 * 60_000);
    expect(made.clock.now() - began).toBeGreaterThan(10_000);
  },
);

test("[migratelms] a limit that is a page of HTML is a limit, too", async () => {
  const made = site({ limits: { perMinute: 2, html: true }, site: { users: 900 } });

  const report = await made.load("users").run();

  expect(report.status).toBe("succeeded");
  expect(made.idsIn("users")).toHaveLength(900);
});

test("a site that stays limited is incomplete, with the time to go on", async () => {
  const made = site({
    intercept: () =>
      new Response(page, { status: 429, headers: { ...asHtml, "ratelimit-reset": "60" } }),
  });

  const report = await made.load("courses").run();

  expect(report.streams[0]).toMatchObject({ status: "incomplete" });
  expect(report.streams[0]?.error).toMatchObject({ code: "quota_exhausted" });
  expect((await made.source.check()).cause).toBe("quota");
});

test("Retry-After, where something in front of the API sends it, is kept to", async () => {
  const made = site({
    intercept: (_, count) =>
      count === 1
        ? new Response("slow down", { status: 429, headers: { "retry-after": "17" } })
        : undefined,
  });

  await made.load("courses").run();

  const [first, second] = made.requests;
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(17_000);
});

test.each([
  ["plan", "plan_required", "Upgrade to gain access"],
  ["scope", "insufficient_scope", "insufficient scope"],
] as const)("a refusal by %s says which, at the first answer", async (reason, vendorCode, text) => {
  const made = site();
  made.emulator.deny(reason);

  const reading = made.source.streams.courses.read().records()[Symbol.asyncIterator]();

  await expect(reading.next()).rejects.toMatchObject({
    code: "scope_missing",
    context: { vendorCode },
    message: expect.stringContaining(text),
  });
  expect(made.requests).toHaveLength(1);
  expect(await made.source.check()).toMatchObject({ ok: false, cause: "permission" });
});

test("any other refusal is one of these credentials", async () => {
  const made = site({ intercept: () => Response.json({ error: "Nope" }, { status: 403 }) });

  expect(await made.source.check()).toMatchObject({
    cause: "permission",
    message: "Thinkific does not let these credentials read here: Nope.",
  });
});

test("a page that takes us for a robot is tried three times, and passes if it was a mistake", async () => {
  const blocked = () => new Response(page, { status: 403, headers: asHtml });
  const once = site({ intercept: (_, count) => (count === 1 ? blocked() : undefined) });
  const always = site({ intercept: blocked });

  expect((await once.load("courses").run()).status).toBe("succeeded");
  expect(await always.source.check()).toMatchObject({ ok: false });
  expect(always.requests).toHaveLength(3);
});

test.each([
  [{ errors: { course_id: ["is invalid", "is too long"] } }, "course_id: is invalid, is too long"],
  [
    { errors: [{ email: "is invalid" }, { role: ["is unknown"] }] },
    "email: is invalid; role: is unknown",
  ],
  [{ errors: ["Something"] }, "Something"],
  [{ error: "Parameter ID is required." }, "Parameter ID is required."],
])("%j is read as one line, and not sent again", async (body, text) => {
  const made = site({ intercept: () => Response.json(body, { status: 422 }) });

  const report = await made.load("enrollments").run();

  expect(report.streams[0]?.error).toMatchObject({
    code: "http_status",
    message: `Thinkific answered 422: ${text.replace(/\.$/, "")}.`,
  });
  expect(made.requests).toHaveLength(1);
});

test("a wrong key is an auth error, an outage one that passes", async () => {
  const wrong = site({ config: { apiKey: "another", subdomain: "sandbox-school" } });
  const down = site({ intercept: () => new Response(page, { status: 503, headers: asHtml }) });

  expect((await wrong.source.check()).cause).toBe("auth");
  expect((await down.source.check()).cause).toBe("transient");
  expect(await site().source.check()).toEqual({ ok: true });
});

test.each([null, {}, { items: null }, { error: "busy" }])(
  "[RD-1] %j with status 200 is no empty list",
  async (body) => {
    const made = site({ intercept: () => Response.json(body) });

    const report = await made.load("courses").run();

    expect(report.streams[0]?.error).toMatchObject({ code: "wrong_shape" });
  },
);
