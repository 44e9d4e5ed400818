import { expect, test } from "vitest";
import { site } from "./site.fixture.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const AFTER = "query[updated_after]";
const BEFORE = "query[updated_on_or_before]";

test("the first run asks for all, a later one for what changed since the last change, less an hour", async () => {
  const made = site();
  const pipeline = made.load("enrollments");
  await pipeline.run();
  expect(made.asked("/enrollments").map((query) => query[AFTER])).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(made.idsIn("enrollments")).toHaveLength(700);
  const [changed = 0] = made.emulator.enrollmentIds();
  made.emulator.setProgress(changed, 0.35);
  const at = made.clock.now();
  await made.clock.advance(2 * HOUR_MS);

  await pipeline.run();
  const first = made.asked("/enrollments");
  expect(made.rows("enrollments").find(({ id }) => id === String(changed))).toMatchObject({
    percentage_completed: 0.35,
    updated_at: new Date(at).toISOString(),
  });
  await made.clock.advance(2 * HOUR_MS);
  await pipeline.run();

  // One page each: what the emulator changed last before was a day old.
  expect(first).toHaveLength(1);
  expect(made.asked("/enrollments")).toEqual([
    { limit: "250", page: "1", [AFTER]: new Date(at - HOUR_MS - 1_000).toISOString() },
  ]);
});

test("what changed at the very instant of the cursor is read, though `updated_after` leaves it out", async () => {
  const made = site();
  const at = made.clock.now() - 10 * 60_000;
  const [one = 0, two = 0] = made.emulator.enrollmentIds();
  made.emulator.setProgress(one, 0.1, at);
  const pipeline = made.load("enrollments");
  await pipeline.run();
  made.emulator.setProgress(two, 0.2, at);
  await made.clock.advance(3 * HOUR_MS);

  await pipeline.run();

  expect(made.rows("enrollments").find(({ id }) => id === String(two))).toMatchObject({
    percentage_completed: 0.2,
  });
});

test("[CP-5] a window is read exactly, and both of its ends are asked for when it is over", async () => {
  const made = site();
  const inside = Date.parse("2026-10-01T00:00:00Z");
  const [one = 0, two = 0, three = 0] = made.emulator.enrollmentIds();
  made.emulator.setProgress(one, 0.1, inside);
  made.emulator.setProgress(two, 0.2, inside + DAY_MS);
  made.emulator.setProgress(three, 0.3, inside - 1);
  const window = { from: "2026-10-01T00:00:00Z", to: "2026-10-02T00:00:00Z" };

  const found: string[] = [];
  for await (const { id } of made.source.streams.enrollments.read({ window }).records()) {
    found.push(id);
  }

  expect(found).toContain(String(one));
  expect(found).not.toContain(String(two));
  expect(found).not.toContain(String(three));
  expect(made.requests.map(({ url }) => [...url.searchParams])).toEqual([
    [
      [AFTER, "2026-09-30T23:59:59.000Z"],
      [BEFORE, "2026-10-02T00:00:00.000Z"],
      ["limit", "250"],
      ["page", "1"],
    ],
  ]);
});

test("[RD-5] what changes while a list is read neither moves it nor is lost", async () => {
  // A list with an end would lose what changes, and everything behind would move forward by one.
  const made = site({
    site: { enrollments: 1_000 },
    intercept: ({ url }, count) => {
      if (!url.includes("page=2")) return undefined;
      for (const id of made.emulator.enrollmentIds().slice(count, count + 40)) {
        made.emulator.setProgress(id, 0.345);
      }
      return undefined;
    },
  });

  const pipeline = made.load("enrollments");
  const report = await pipeline.run();
  expect(made.requests.every(({ url }) => !url.searchParams.has(BEFORE))).toBe(true);
  await made.clock.advance(2 * HOUR_MS);
  await pipeline.run();

  expect(report.status).toBe("succeeded");
  expect(made.idsIn("enrollments")).toHaveLength(1_000);
  expect(
    made.rows("enrollments").filter((row) => row["percentage_completed"] === 0.345),
  ).toHaveLength(40);
});

test("a share that is spelt as text is the number that it means", async () => {
  const [number, text] = [site(), site({ percentages: "text" })];

  await number.load("enrollments").run();
  await text.load("enrollments").run();

  expect(text.rows("enrollments")).toEqual(number.rows("enrollments"));
  expect(
    text.rows("enrollments").every(({ percentage_completed: share }) => typeof share === "number"),
  ).toBe(true);
});

test("an enrollment that is gone stays in a table of changes, and goes from one that is mirrored", async () => {
  const made = site();
  const [gone = 0] = made.emulator.enrollmentIds();
  const changes = made.load("enrollments");
  await changes.run();
  made.emulator.unenroll(gone);
  await made.clock.advance(2 * HOUR_MS);

  await changes.run();
  expect(made.idsIn("enrollments")).toContain(String(gone));

  const mirrored = site();
  const mirror = mirrored.load("enrollments", "mirror");
  await mirror.run();
  mirrored.emulator.unenroll(gone);
  await mirrored.clock.advance(2 * HOUR_MS);
  await mirror.run();
  expect(mirrored.idsIn("enrollments")).not.toContain(String(gone));
  expect(mirrored.idsIn("enrollments")).toHaveLength(699);
});

test("a run after one that was cut goes on at the page that failed", async () => {
  const made = site({
    site: { enrollments: 1_000 },
    intercept: ({ url }) =>
      url.includes("page=3") && cut ? new Response("", { status: 400 }) : undefined,
  });
  let cut = true;
  const pipeline = made.load("enrollments");
  expect((await pipeline.run()).status).toBe("failed");
  cut = false;
  made.requests.splice(0);

  await pipeline.run();

  expect(made.asked("/enrollments").map((query) => query["page"])).toEqual(["3", "4"]);
  expect(made.idsIn("enrollments")).toHaveLength(1_000);
});
