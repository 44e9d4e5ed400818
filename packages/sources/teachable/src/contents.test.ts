import { from } from "@brain/core";
import { expect, test } from "vitest";
import { school } from "./school.fixture.ts";

const sizes = { courses: 2, users: 40, lectures: 9, sections: 3 };

test("courses come with their sections, an empty one too, their lectures and their authors", async () => {
  const made = school({ school: sizes });
  const { courses, course_sections, course_lectures, course_authors } = made.source.streams;

  await made
    .pipeline(
      from(courses).into("courses"),
      from(course_sections).into("sections"),
      from(course_lectures).into("lectures"),
      from(course_authors).into("authors"),
    )
    .run();

  expect(made.rows("courses")).toHaveLength(2);
  expect(made.rows("sections")).toHaveLength(6);
  expect(made.rows("sections").find(({ id }) => id === "1000002")).toMatchObject({
    course_id: "100001",
    name: "Section 3",
  });
  expect(made.rows("lectures")).toHaveLength(18);
  expect(made.rows("lectures").find((row) => row["lecture_id"] === "2000000")).toMatchObject({
    course_id: "100001",
    lecture_id: "2000000",
    section_id: "1000000",
    section_name: "Section 1",
    position: 1,
  });
  const authors = new Map(made.rows("authors").map((row) => [row["course_id"], row["user_id"]]));
  expect(authors).toEqual(
    new Map([
      ["100001", "9876"],
      ["100002", null],
    ]),
  );
});

test("a course that was deleted goes with all that was its own", async () => {
  const made = school({ school: sizes });
  const { courses, course_lectures } = made.source.streams;
  const pipeline = made.pipeline(
    from(courses).into("courses"),
    from(course_lectures).into("lectures"),
  );
  await pipeline.run();
  made.emulator.removeCourse(100_002);
  made.emulator.renameCourse(100_001, "Renamed");

  await pipeline.run();

  expect(made.rows("courses")).toMatchObject([{ id: "100001", name: "Renamed" }]);
  expect(made.rows("lectures")).toHaveLength(9);
});

test("lectures have names and attachments", async () => {
  const made = school({ school: sizes });

  await made.load("lectures").run();

  expect(made.rows("lectures")).toHaveLength(18);
  const withQuiz = made.rows("lectures").find(({ id }) => id === "2000001");
  expect(withQuiz).toMatchObject({
    name: "Lecture 2",
    lecture_section_id: "1000001",
    attachments: [{ id: expect.any(String) }, { kind: "quiz", quiz: { id: expect.any(String) } }],
  });
});

test.each(["documented", "observed"] as const)(
  "quizzes, their responses and users are the same wrapped as in the manual or as seen (%s)",
  async (wrapping) => {
    const made = school({ school: sizes, wrapping });
    const { quizzes, quiz_responses, user_details } = made.source.streams;

    const report = await made.passing(
      made
        .pipeline(
          from(quizzes).into("quizzes"),
          from(quiz_responses).into("responses"),
          from(user_details).into("users"),
        )
        .run(),
    );

    expect(report.status).toBe("succeeded");
    expect(made.rows("quizzes")).toHaveLength(4);
    expect(made.rows("quizzes").find(({ id }) => id === "20000010")).toMatchObject({
      course_id: "100001",
      lecture_id: "2000001",
      id: "20000010",
      quiz: { id: "20000011", questions: [{ question_type: "single" }] },
    });
    expect(made.rows("responses").length).toBeGreaterThan(40);
    expect(made.rows("responses").find((row) => row["quiz_id"] === "20000010")).toMatchObject({
      quiz_id: "20000010",
      student_id: expect.any(String),
      student_email: expect.stringContaining("@example.com"),
      percent_correct: expect.any(Number),
      graded: true,
    });
    expect(made.rows("users")).toHaveLength(40);
  },
);

test("who hands a quiz in twice has two rows, and a new answer comes with the next run", async () => {
  const made = school({ school: { ...sizes, courses: 1 } });
  const pipeline = made.load("quiz_responses");
  await pipeline.run();
  const known = made.rows("quiz_responses").length;
  const students = made.rows("quiz_responses").map((row) => row["student_id"]);
  expect(new Set(students).size).toBeLessThan(known / 2);
  made.emulator.respond(20_000_010, 50_001);
  await made.clock.advance(300_000);

  await pipeline.run();

  expect(made.rows("quiz_responses")).toHaveLength(known + 1);
});

test("grades that a quiz does not keep are null, and fractions stay what they are", async () => {
  const made = school({
    school: { ...sizes, courses: 1 },
    intercept(url) {
      if (!url.pathname.endsWith("/20000010/responses")) return undefined;
      const student = { student_id: 7, student_name: null, student_email: null };
      const at = ["2026-11-01T10:00:00Z", "2026-11-01T12:00:00+01:00"];
      const responses = [
        { ...student, submitted_at: at[0], percent_correct: null },
        { ...student, submitted_at: at[1], percent_correct: 0.5 },
      ];
      return Response.json({ quiz_responses: { course_id: 100_001, graded: false, responses } });
    },
  });

  await made.load("quiz_responses").run();

  const rows = made.rows("quiz_responses").filter((row) => row["student_id"] === "7");
  expect(rows).toMatchObject([
    { submitted_at: "2026-11-01T10:00:00Z", percent_correct: null },
    { submitted_at: "2026-11-01T11:00:00.000Z", percent_correct: 0.5 },
  ]);
});

test("plans come five at a time unless asked otherwise: all are read, with one request", async () => {
  const made = school({ school: { pricingPlans: 12 } });

  await made.load("pricing_plans").run();

  expect(made.rows("pricing_plans")).toHaveLength(12);
  expect(made.asked()).toEqual([{ per: "100", page: "1" }]);
});

test("details are asked for of plans that have changed since", async () => {
  const made = school({ school: { pricingPlans: 12 } });
  const pipeline = made.load("pricing_plan_details");
  await pipeline.run();
  expect(made.rows("pricing_plan_details")).toHaveLength(12);
  await made.days(1);
  made.emulator.changePrice(7_003, 4_200);
  await made.clock.advance(120_000);
  made.asked();

  await pipeline.run();

  // The one that was the last to change stands at the very bound, and is asked for too.
  expect(made.requests.map(({ url }) => url.pathname.replace("/v1/pricing_plans", ""))).toEqual([
    "",
    "/7012",
    "/7003",
  ]);
  expect(made.rows("pricing_plan_details").find(({ id }) => id === "7003")).toMatchObject({
    price: 4_200,
    frequency: { type: "one_time_payment" },
  });
});

test("[RD-3] a list that gives another page than the one asked for is noticed, whatever is on it", async () => {
  const made = school({
    intercept: (_, count) =>
      Response.json({ courses: [{ id: count }], meta: { page: 7, number_of_pages: 20 } }),
  });

  const [report] = (await made.load("courses").run()).streams;

  expect(report?.error).toMatchObject({ code: "pagination_loop" });
});
