import { hash } from "../random.ts";
import { DAY_MS } from "../zone.ts";
import type { Courses } from "./courses.ts";
import { askedPage, instantIn, metaOf, pageOf } from "./paging.ts";
import { Refusal } from "./refusal.ts";
import { FIRST_COURSE, FIRST_USER, isoOf, wholeSecond } from "./school.ts";
import type { Users } from "./users.ts";

/** Who is enrolled since when, epoch milliseconds. */
interface Enrolled {
  readonly user: number;
  readonly at: number;
}

const OLDEST_MS = 200 * DAY_MS;
/** So many are enrolled in the same second, as by an import. */
const TOGETHER = 4;

/** Enrollments and progress: computed from course and user; only changes are kept. */
export function createEnrollments(
  courses: Courses,
  users: Users,
  size: number,
  seed: number,
  start: number,
  now: () => number,
) {
  const gone = new Set<string>();
  const added = new Map<number, Enrolled[]>();
  const percents = new Map<string, number>();
  const completedAt = new Map<string, number>();
  const keyOf = (course: number, user: number): string => `${course} ${user}`;
  const stepMs = wholeSecond((190 * DAY_MS * TOGETHER) / Math.max(1, size));

  const baseAt = (user: number): number => start - OLDEST_MS + Math.floor(user / TOGETHER) * stepMs;
  const isBase = (course: number, user: number): boolean =>
    user < size && hash(seed, user, 100 + course) % 2 === 0;

  const enrolledIn = (course: number): Enrolled[] => {
    const base = users
      .numbers()
      .filter((user) => isBase(course, user))
      .map((user) => ({ user, at: baseAt(user) }));
    return [...base, ...(added.get(course) ?? [])]
      .filter(({ user }) => users.has(user) && !gone.has(keyOf(course, user)))
      .toSorted((one, other) => one.at - other.at || one.user - other.user);
  };
  const percentOf = (course: number, user: number): number => {
    const given = percents.get(keyOf(course, user));
    if (given !== undefined) return given;
    if (user >= size) return 0;
    const share = hash(seed, user, 200 + course) % 140;
    return share < 25 ? 0 : Math.min(100, share);
  };
  const state = (course: number, { user, at }: Enrolled) => {
    const percent_complete = percentOf(course, user);
    const done = completedAt.get(keyOf(course, user)) ?? at + 5 * DAY_MS;
    return {
      enrolled_at: isoOf(at),
      completed_at: percent_complete === 100 ? isoOf(done) : null,
      percent_complete,
    };
  };

  return {
    enrolledIn,
    percentOf,
    list(course: number, query: URLSearchParams) {
      const after = instantIn(query, "enrolled_in_after") ?? -Infinity;
      const before = instantIn(query, "enrolled_in_before") ?? Infinity;
      const direction = query.get("sort_direction") ?? "desc";
      if (!["asc", "desc"].includes(direction)) throw new Refusal(422, "sort_direction is invalid");
      const found = enrolledIn(course).filter(({ at }) => at > after && at < before);
      if (direction === "desc") found.reverse();
      const { page, meta } = pageOf(found, query);
      return {
        enrollments: page.map((one) => ({
          user_id: users.idOf(one.user),
          expires_at: null,
          ...state(course, one),
        })),
        // As it was seen: the number asked for is not told.
        meta: { ...meta, per_page: 0 },
      };
    },
    /** @throws Refusal 404 */
    progress(course: number, user: number, query: URLSearchParams) {
      const enrolled = enrolledIn(course).find((one) => one.user === user);
      if (enrolled === undefined) throw new Refusal(404, "Enrollment not found");
      const now100 = state(course, enrolled);
      const lectures = now100.percent_complete === 0 ? [] : courses.lectures(course);
      const asked = askedPage(query);
      const done = Math.floor((lectures.length * now100.percent_complete) / 100);
      const first = (asked.page - 1) * asked.per;
      const shown = lectures.slice(first, first + asked.per);
      const isOut = now100.percent_complete === 100;
      const sections = Array.from({ length: courses.sections }, (_, number) =>
        courses.section(course, number),
      );
      return {
        course_progress: {
          id: FIRST_COURSE + course,
          certificate: {
            page_id: isOut ? 77 : null,
            issued_at: isOut ? now100.completed_at : null,
            serial_number: isOut ? `cert_${course}${user}` : null,
          },
          ...now100,
          lecture_sections: sections
            .map(({ id, name }) => ({
              id,
              name,
              lectures: shown
                .filter(({ sectionId }) => sectionId === id)
                .map((lecture) => {
                  const is_completed = lectures.indexOf(lecture) < done;
                  const completed_at = is_completed ? isoOf(enrolled.at + DAY_MS) : null;
                  return { id: lecture.id, name: lecture.name, is_completed, completed_at };
                }),
            }))
            .filter((section) => section.lectures.length > 0),
        },
        meta: metaOf(lectures.length, asked),
      };
    },
    /** A user's courses, those with an enrollment that has ended too. */
    coursesOf: (user: number) =>
      courses.numbers().flatMap((course) => {
        const key = keyOf(course, user);
        const more = added.get(course)?.find((one) => one.user === user);
        if (more === undefined && !isBase(course, user)) return [];
        const { enrolled_at, completed_at, percent_complete } = state(
          course,
          more ?? { user, at: baseAt(user) },
        );
        return {
          course_id: FIRST_COURSE + course,
          course_name: courses.name(course),
          enrolled_at,
          is_active_enrollment: !gone.has(key),
          completed_at,
          percent_complete,
        };
      }),
    /** Enrolls users by id, all at one instant. */
    enroll(courseId: number, ids: readonly number[], at = now()): void {
      const course = courseId - FIRST_COURSE;
      const list = ids.map((id) => ({ user: id - FIRST_USER, at: wholeSecond(at) }));
      for (const { user } of list) gone.delete(keyOf(course, user));
      const known = new Set(enrolledIn(course).map(({ user }) => user));
      const more = list.filter(({ user }) => !known.has(user));
      added.set(course, [...(added.get(course) ?? []), ...more]);
    },
    unenroll(courseId: number, id: number): void {
      gone.add(keyOf(courseId - FIRST_COURSE, id - FIRST_USER));
    },
    /** Sets how far a user is, 0 to 100. */
    setProgress(courseId: number, id: number, percent: number): void {
      const key = keyOf(courseId - FIRST_COURSE, id - FIRST_USER);
      percents.set(key, percent);
      if (percent === 100) completedAt.set(key, now());
    },
  };
}

export type Enrollments = ReturnType<typeof createEnrollments>;
