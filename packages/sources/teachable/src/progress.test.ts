import { from } from "@brain/core";
import { expect, test } from "vitest";
import { school, type SchoolOptions } from "./school.fixture.ts";

const COURSE = 100_001;
const sizes = { courses: 1, users: 60, lectures: 10 };

/** The first reading is over, and a day has passed. */
async function readOnce(options: SchoolOptions = {}) {
  const made = school({ school: sizes, ...options });
  const pipeline = made.load("course_progress");
  await pipeline.run();
  const first = made.asked("/progress");
  await made.days(1);
  const users = made.emulator.enrolled(COURSE);
  const withPercent = (isIt: (percent: number) => boolean): number[] =>
    users.filter((user) => isIt(made.emulator.percentOf(COURSE, user)));
  return { made, pipeline, first, users, withPercent };
}

test("the first run asks for everybody, a request each", async () => {
  const { made, first, users } = await readOnce();

  expect(first.map((query) => Number(query["user_id"]))).toEqual(users);
  expect(made.rows("course_progress")).toHaveLength(users.length);
  const done = made.rows("course_progress").find((row) => row["percent_complete"] === 100);
  expect(done).toMatchObject({
    course_id: "100001",
    certificate: { page_id: "77", serial_number: expect.stringMatching(/^cert_/) },
    lecture_sections: [
      { lectures: expect.arrayContaining([expect.objectContaining({ is_completed: true })]) },
      expect.anything(),
    ],
  });
});

test("later runs ask for those alone whose progress can have changed", async () => {
  const { made, pipeline, withPercent } = await readOnce();
  const onTheirWay = withPercent((percent) => percent > 0 && percent < 100);
  const [done = 0] = onTheirWay;
  const [begun = 0] = withPercent((percent) => percent === 0);
  made.emulator.setProgress(COURSE, done, 100);
  made.emulator.setProgress(COURSE, begun, 10);

  await pipeline.run();

  const asked = made.asked("/progress").map((query) => Number(query["user_id"]));
  expect(new Set(asked)).toEqual(new Set([...onTheirWay, begun]));
  const rowOf = (user: number): unknown =>
    made.rows("course_progress").find((row) => row["user_id"] === String(user));
  expect(rowOf(done)).toMatchObject({ percent_complete: 100 });
  expect(rowOf(begun)).toMatchObject({ percent_complete: 10 });
});

test("between the days of `progressRefreshDays` only the newly enrolled are asked for", async () => {
  const { made, pipeline } = await readOnce({ config: { progressRefreshDays: 7 } });
  const added = made.emulator.addUsers(2);
  made.emulator.enroll(COURSE, added);
  await made.clock.advance(300_000);

  await pipeline.run();

  expect(made.asked("/progress").map((query) => Number(query["user_id"]))).toEqual(added);
});

test("lectures of a course with more than a page of them are put together", async () => {
  const made = school({ school: { courses: 1, users: 8, lectures: 230, sections: 4 } });
  const { course_progress, lecture_progress } = made.source.streams;

  await made
    .pipeline(from(course_progress).into("courses"), from(lecture_progress).into("lectures"))
    .run();

  const begun = made.rows("courses").filter((row) => row["percent_complete"] !== 0);
  expect(begun.length).toBeGreaterThan(0);
  for (const row of begun) {
    const sections = row["lecture_sections"];
    expect(sections).toHaveLength(3);
    const lectures = Array.isArray(sections) ? sections.flatMap((one) => one.lectures) : [];
    expect(new Set(lectures.map((one) => one.id)).size).toBe(230);
  }
  expect(made.rows("lectures")).toHaveLength(begun.length * 230);
  expect(made.rows("lectures")[0]).toMatchObject({
    lecture_id: expect.any(String),
    section_id: expect.any(String),
    is_completed: expect.any(Boolean),
  });
});

test("the month's allowance ends the run, and the next one goes on where it ended", async () => {
  const made = school({
    school: { courses: 2, users: 120, lectures: 4 },
    config: { monthlyRequests: 70 },
  });
  const pipeline = made.load("course_progress");

  const first = await pipeline.run();

  expect(first.status).toBe("partial");
  expect(first.streams[0]).toMatchObject({
    status: "incomplete",
    error: { code: "quota_exhausted", resumeAt: expect.any(String) },
  });
  expect(made.requests).toHaveLength(70);
  expect(made.rows("course_progress").length).toBeGreaterThan(20);
  made.asked();
  await made.days(31);

  await pipeline.run();

  const enrolled = [COURSE, COURSE + 1].flatMap(made.emulator.enrolled);
  expect(made.rows("course_progress")).toHaveLength(enrolled.length);
  expect(made.requests.length).toBeLessThanOrEqual(70);
});

test("[RT-5] a minute has a hundred requests: the fan-out keeps to it without a 429, whatever the number of courses", async () => {
  const made = school({ school: { courses: 3, users: 120, lectures: 4 }, limits: "vendor" });

  const report = await made.passing(made.load("course_progress").run());

  expect(report.status).toBe("succeeded");
  expect(made.requests.length).toBeGreaterThan(150);
  expect(made.emulator.ledger.byStatus()).toEqual({ 200: made.requests.length });
});

test("who is taken out while progress is read is left out", async () => {
  const made = school({
    school: sizes,
    intercept(url, count) {
      if (count === 5) made.emulator.unenroll(COURSE, Number(url.searchParams.get("user_id")));
      return undefined;
    },
  });

  const report = await made.load("course_progress").run();

  expect(report.status).toBe("succeeded");
  expect(made.rows("course_progress")).toHaveLength(made.emulator.enrolled(COURSE).length);
});
