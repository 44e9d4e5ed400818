import { hash } from "../random.ts";
import { DAY_MS } from "../zone.ts";
import type { Courses, Lecture } from "./courses.ts";
import type { Enrollments } from "./enrollments.ts";
import { Refusal } from "./refusal.ts";
import { FIRST_COURSE, FIRST_USER, isoOf } from "./school.ts";
import type { Users } from "./users.ts";

interface Answered {
  readonly user: number;
  readonly at: number;
}

/** Who must be so far, in percent, to have answered a quiz. */
const ANSWERS_FROM = 40;

/** Answers of students: computed from enrollments; only those that are given later are kept. */
export function createQuizzes(
  courses: Courses,
  users: Users,
  enrollments: Enrollments,
  seed: number,
  now: () => number,
) {
  const added = new Map<number, Answered[]>();

  const answered = (course: number, quiz: number): Answered[] => [
    ...enrollments
      .enrolledIn(course)
      .filter(({ user }) => enrollments.percentOf(course, user) >= ANSWERS_FROM)
      .flatMap(({ user, at }) =>
        // Every fifth tries twice.
        (user % 5 === 0 ? [2, 3] : [2]).map((days) => ({ user, at: at + days * DAY_MS })),
      ),
    ...(added.get(quiz) ?? []),
  ];

  return {
    /** @throws Refusal 404 */
    quizOf(lecture: Lecture, id: number): number {
      if (courses.quizIds(lecture).includes(id)) return id;
      throw new Refusal(404, "Quiz not found");
    },
    responses(course: number, lecture: Lecture, quiz: number) {
      return {
        course_id: FIRST_COURSE + course,
        course_name: courses.name(course),
        lecture_id: lecture.id,
        lecture_name: lecture.name,
        graded: true,
        responses: answered(course, quiz).map(({ user, at }) => {
          const { id, name, email } = users.user(user);
          return {
            student_id: id,
            student_name: name ?? "",
            student_email: email,
            submitted_at: isoOf(at),
            percent_correct: hash(seed, user, quiz) % 101,
          };
        }),
      };
    },
    /** A student answers now. */
    respond(quiz: number, id: number): void {
      added.set(quiz, [...(added.get(quiz) ?? []), { user: id - FIRST_USER, at: now() }]);
    },
  };
}
