import { expect, test } from "vitest";
import { asking } from "./ask.fixture.ts";

const COURSE = 100_001;

test("two emulators of one seed have the same data, another seed has others", async () => {
  const [one, same, other] = [asking(), asking(), asking({ seed: 2 })];
  const path = "/courses/100001/enrollments?per=100";

  const found = await one.ask(path);

  expect((await same.ask(path)).body).toEqual(found.body);
  expect((await other.ask(path)).body).not.toEqual(found.body);
});

test("progress shows in enrollments, in progress and in the user's courses", async () => {
  const { ask, list, emulator } = asking();
  const [user = 0] = emulator.enrolled(COURSE);
  emulator.setProgress(COURSE, user, 100);

  const enrollments = await list("/courses/100001/enrollments?sort_direction=asc", "enrollments");
  const progress = await ask(`/courses/100001/progress?user_id=${user}`);
  const detail = await ask(`/users/${user}`);

  expect(enrollments[0]).toMatchObject({
    percent_complete: 100,
    completed_at: "2026-11-24T09:00:00Z",
  });
  expect(progress.body["course_progress"]).toMatchObject({
    percent_complete: 100,
    certificate: { issued_at: "2026-11-24T09:00:00Z" },
  });
  expect(JSON.stringify(detail.body)).toContain(
    '"is_active_enrollment":true,"completed_at":"2026-11-24T09:00:00Z","percent_complete":100',
  );
});

test("who has not begun has no lectures in their progress", async () => {
  const { ask, emulator } = asking();
  const [user = 0] = emulator.enrolled(COURSE);
  emulator.setProgress(COURSE, user, 0);

  expect((await ask(`/courses/100001/progress?user_id=${user}`)).body).toMatchObject({
    course_progress: { lecture_sections: [], certificate: { serial_number: null } },
    meta: { total: 0 },
  });
});

test("an enrollment that is ended leaves the list and stays with the user", async () => {
  const { ask, list, emulator } = asking({ school: { courses: 1 } });
  const [user = 0] = emulator.enrolled(COURSE);
  emulator.unenroll(COURSE, user);

  const ids = (await list("/courses/100001/enrollments?per=100", "enrollments")).map(
    (one) => one["user_id"],
  );

  expect(ids).not.toContain(user);
  expect((await ask(`/users/${user}`)).body["user"]).toMatchObject({
    courses: [{ is_active_enrollment: false }],
  });
});

test("a sale shows after two minutes, and a refund changes it", async () => {
  const { list, emulator, clock } = asking();
  const [sale = 0] = emulator.sell(1);
  const newest = async () => (await list("/transactions?per=1", "transactions"))[0];
  expect(await newest()).not.toMatchObject({ id: sale });
  clock.at += 120_000;
  expect(await newest()).toMatchObject({ id: sale, amount_refunded: 0 });

  emulator.refund(sale, 700);

  expect(await newest()).toMatchObject({
    amount_refunded: 700,
    refunded_at: "2026-11-24T09:02:00Z",
  });
});

test("single objects are wrapped as in the manual, or as other clients have seen them", async () => {
  const [documented, observed] = [asking(), asking({ wrapping: "observed" })];
  const quiz = "/courses/100001/lectures/2000001/quizzes/20000010";

  expect((await documented.ask(quiz)).body).toMatchObject({ kind: "quiz", quiz: { type: "Quiz" } });
  expect((await observed.ask(quiz)).body).toMatchObject({ quiz: { kind: "quiz" } });
  expect((await documented.ask("/users/50001")).body).toHaveProperty("user.id", 50_001);
  expect((await observed.ask("/users/50001")).body).toHaveProperty("id", 50_001);
  expect((await observed.ask(`${quiz}/responses`)).body).toHaveProperty("quiz_responses.graded");
});
