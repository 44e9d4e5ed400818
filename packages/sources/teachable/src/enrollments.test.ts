import { from } from "@brain/core";
import { describe, expect, test } from "vitest";
import { school } from "./school.fixture.ts";

const COURSE = 100_001;
const one = { courses: 1, users: 500 };

test("all of a course, oldest first, page by page from the last enrollment on", async () => {
  const made = school({ school: one });

  await made.load("enrollments").run();

  const ids = made.emulator.enrolled(COURSE).map(String);
  expect(ids.length).toBeGreaterThan(220);
  expect(made.rows("enrollments").map((row) => row["user_id"])).toEqual(ids);
  const queries = made.asked("/enrollments");
  expect(queries[0]).toEqual({ sort_direction: "asc", per: "100", page: "1" });
  expect(queries[1]).toMatchObject({ enrolled_in_after: expect.any(String), page: "1" });
});

test("a run soon after reads new enrollments alone", async () => {
  const made = school({ school: one });
  const pipeline = made.load("enrollments");
  await pipeline.run();
  const known = made.rows("enrollments").length;
  await made.clock.advance(7_200_000);
  made.emulator.enroll(COURSE, made.emulator.addUsers(2));
  await made.clock.advance(300_000);
  made.asked();

  const report = await pipeline.run();

  expect(made.asked("/enrollments")).toHaveLength(1);
  expect(made.rows("enrollments")).toHaveLength(known + 2);
  // The new ones, and those of the last hour before the newest that was known.
  expect(report.streams[0]?.read).toBeLessThan(8);
});

test("progress, which changes without a trace, is read again after a day", async () => {
  const made = school({ school: one });
  const pipeline = made.load("enrollments");
  await pipeline.run();
  const [user = 0] = made.emulator.enrolled(COURSE);
  made.emulator.setProgress(COURSE, user, 100);
  const percentOf = (): unknown =>
    made.rows("enrollments").find((row) => row["user_id"] === String(user));

  await made.clock.advance(3_600_000);
  await pipeline.run();
  expect(percentOf()).not.toMatchObject({ percent_complete: 100 });
  // A daily schedule that is minutes early.
  await made.clock.advance(22.9 * 3_600_000);
  await pipeline.run();

  expect(percentOf()).toMatchObject({
    percent_complete: 100,
    completed_at: "2026-11-24T09:00:00Z",
  });
});

test("who was taken out goes in `mirror`", async () => {
  const made = school({ school: one });
  const pipeline = made.pipeline(
    from(made.source.streams.enrollments).into("enrollments", { mode: "mirror" }),
  );
  await pipeline.run();
  const [, user = 0] = made.emulator.enrolled(COURSE);
  made.emulator.unenroll(COURSE, user);

  await pipeline.run();

  const ids = made.rows("enrollments").map((row) => row["user_id"]);
  expect(ids).toEqual(made.emulator.enrolled(COURSE).map(String));
});

test("an import of more than a page in one second is read whole", async () => {
  const made = school({ school: { courses: 1, users: 40 } });
  const at = made.clock.now() - 86_400_000;
  made.emulator.enroll(COURSE, made.emulator.addUsers(350), at);

  await made.load("enrollments").run();

  expect(made.rows("enrollments").map((row) => row["user_id"])).toEqual(
    made.emulator.enrolled(COURSE).map(String),
  );
  expect(made.asked("/enrollments").map((query) => query["page"])).toContain("4");
});

test("[RD-5] nobody is passed over when others leave between two pages", async () => {
  const made = school({
    school: one,
    intercept(url, count) {
      if (count !== 3 || !url.pathname.endsWith("/enrollments")) return undefined;
      for (const user of made.emulator.enrolled(COURSE).slice(0, 40)) {
        made.emulator.unenroll(COURSE, user);
      }
      return undefined;
    },
  });

  await made.load("enrollments").run();

  const loaded = new Set(made.rows("enrollments").map((row) => row["user_id"]));
  expect(made.emulator.enrolled(COURSE).filter((user) => !loaded.has(String(user)))).toEqual([]);
});

test("a killed reading goes on where it stopped, a day later too", async () => {
  const made = school({ school: one });
  const { enrollments } = made.source.streams;
  const window = { to: "2026-11-24T08:00:00Z" };
  const seen = new Set<string>();
  let positions = {};
  for await (const page of enrollments.read({ window })) {
    for (const { user_id } of page.records) seen.add(user_id);
    if (seen.size < 110) continue;
    positions = { [page.partition]: page.position };
    break;
  }
  made.asked();
  await made.days(1);

  for await (const page of enrollments.read({ positions })) {
    for (const { user_id } of page.records) seen.add(user_id);
  }

  expect(seen.size).toBe(made.emulator.enrolled(COURSE).length);
  expect(made.asked("/enrollments")[0]).toHaveProperty("enrolled_in_after");
});

test("a window has who enrolled in it, its beginning with it and its end without", async () => {
  const made = school({ school: one });
  const all = [];
  for await (const row of made.source.streams.enrollments.read().records()) all.push(row);
  const [first = "", end = ""] = [all[50]?.enrolled_at, all[150]?.enrolled_at].map(String);
  const window = { from: first, to: end };

  const inside = [];
  for await (const row of made.source.streams.enrollments.read({ window }).records()) {
    inside.push(row);
  }

  const due = all.filter(({ enrolled_at: at }) => (at ?? "") >= first && (at ?? "") < end);
  expect(due.length).toBeGreaterThan(90);
  expect(inside).toEqual(due);
});

test("a course that is deleted while others are read is left out, and the run succeeds", async () => {
  const made = school({
    school: { courses: 3, users: 60 },
    intercept(url) {
      if (url.pathname.endsWith("/100002/enrollments")) made.emulator.removeCourse(100_002);
      return undefined;
    },
  });

  const report = await made.load("enrollments").run();

  expect(report.status).toBe("succeeded");
  const courses = new Set(made.rows("enrollments").map((row) => row["course_id"]));
  expect(courses).toEqual(new Set(["100001", "100003"]));
});

test("`courseIds` reads these courses, and does not list the others", async () => {
  const made = school({ school: { courses: 4, users: 30 }, config: { courseIds: [100_003] } });

  await made.load("enrollments").run();

  expect(new Set(made.rows("enrollments").map((row) => row["course_id"]))).toEqual(
    new Set(["100003"]),
  );
  expect(made.asked("/courses")).toEqual([]);
});

test.each([
  ["no pages at all", { per_page: 0, number_of_pages: 0 }],
  ["one page", { per_page: 0, number_of_pages: 1 }],
  ["nothing", {}],
])("[RD-1] all are read where the account of pages is wrong and tells of %s", async (_, wrong) => {
  const made = school({
    school: one,
    async intercept(url, _count, request) {
      if (!url.pathname.endsWith("/enrollments")) return undefined;
      const body: object = await (await made.emulator.fetch(request)).json();
      const total: unknown = Reflect.get(Object(Reflect.get(body, "meta")), "total");
      const meta = Object.keys(wrong).length === 0 ? {} : { total, ...wrong };
      return Response.json({ ...body, meta });
    },
  });

  await made.load("enrollments").run();

  expect(made.rows("enrollments").map((row) => row["user_id"])).toEqual(
    made.emulator.enrolled(COURSE).map(String),
  );
});

describe("answers that are not what was asked for are never taken for the end", () => {
  const enrolled = (id: number, enrolled_at: string) => ({ user_id: id, enrolled_at });
  const answering = (enrollments: readonly object[], meta: object) =>
    school({
      school: { courses: 1, users: 10 },
      intercept: (url) =>
        url.pathname.endsWith("/enrollments") ? Response.json({ enrollments, meta }) : undefined,
    });

  test("[RD-3] a server that ignores the page", async () => {
    const same = [1, 2].map((id) => enrolled(id, "2026-11-20T10:00:00Z"));
    const made = answering(same, { number_of_pages: 9 });

    const [report] = (await made.load("enrollments").run()).streams;

    expect(report?.error?.code).toBe("pagination_loop");
    expect(made.requests.length).toBeLessThan(8);
  });

  test("[RD-1] a server that ignores the order", async () => {
    const list = [enrolled(1, "2026-11-20T10:00:00Z"), enrolled(2, "2026-11-19T10:00:00Z")];
    const made = answering(list, { number_of_pages: 9 });

    const [report] = (await made.load("enrollments").run()).streams;

    expect(report?.error?.code).toBe("wrong_shape");
  });

  test("without an account of its pages, a list ends when nothing new comes", async () => {
    const list = [enrolled(1, "2026-11-20T10:00:00Z"), enrolled(2, "2026-11-21T10:00:00Z")];
    const made = answering(list, {});

    const report = await made.load("enrollments").run();

    expect(report.status).toBe("succeeded");
    expect(made.rows("enrollments")).toHaveLength(2);
  });
});
