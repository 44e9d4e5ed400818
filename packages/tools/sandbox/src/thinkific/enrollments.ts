import { fraction, hash } from "../random.ts";
import { DAY_MS } from "../zone.ts";
import { instantIn, numberIn, pageOf } from "./paging.ts";
import type { Parts } from "./parts.ts";
import { createRows } from "./rows.ts";
import { FIRST, isoOf, PAST_DAYS, type ThinkificSite } from "./site.ts";

interface Change {
  readonly percent: number;
  readonly at: number;
}

/** Of filters by time: whether an instant is on the right side of the one that was given. */
const SIDES: Readonly<Record<string, (at: number, given: number) => boolean>> = {
  on: (at, given) => Math.floor(at / DAY_MS) === Math.floor(given / DAY_MS),
  before: (at, given) => at < given,
  on_or_before: (at, given) => at <= given,
  // The instant itself is not after it.
  after: (at, given) => at > given,
  on_or_after: (at, given) => at >= given,
};

/** Enrollments of users in courses, in the order of their ids, which is not that of their changes. */
export function createEnrollments(
  site: ThinkificSite,
  given: Parts & { readonly percentages: "number" | "text" },
) {
  const { courses, users, seed, start, now, percentages } = given;
  const rows = createRows(site.enrollments, FIRST.enrollment);
  const changes = new Map<number, Change>();
  const added = new Map<number, { readonly user: number; readonly course: number }>();
  const salted = (number: number, salt: number): number => fraction(hash(seed, number, salt));

  const courseOf = (number: number): number =>
    added.get(number)?.course ?? Math.floor(number / Math.max(1, site.users)) % site.courses;
  const userOf = (number: number): number =>
    added.get(number)?.user ?? (number * 7) % Math.max(1, site.users);
  const percentOf = (number: number): number =>
    changes.get(number)?.percent ??
    (salted(number, 1) < 0.3 ? 1 : Math.floor(salted(number, 2) * 20) / 20);
  const createdAt = (number: number): number =>
    added.has(number)
      ? (changes.get(number)?.at ?? start)
      : start - (PAST_DAYS + (site.enrollments - number)) * DAY_MS;
  const updatedAt = (number: number): number =>
    changes.get(number)?.at ?? Math.floor(start - (salted(number, 3) * PAST_DAYS + 1) * DAY_MS);

  const enrollment = (number: number) => {
    const percent = percentOf(number);
    const user = userOf(number);
    const isExpired = hash(seed, number, 4) % 20 === 0;
    return {
      id: rows.idOf(number),
      user_email: users.emailOf(user),
      user_name: users.nameOf(user),
      user_id: users.rows.idOf(user),
      course_name: courses.nameOf(courseOf(number)),
      course_id: courses.rows.idOf(courseOf(number)),
      percentage_completed: percentages === "text" ? String(percent) : percent,
      expired: isExpired,
      is_free_trial: hash(seed, number, 5) % 10 === 0,
      completed: percent === 1,
      started_at: percent === 0 ? null : isoOf(createdAt(number)),
      activated_at: isoOf(createdAt(number)),
      completed_at: percent === 1 ? isoOf(updatedAt(number)) : null,
      updated_at: isoOf(updatedAt(number)),
      expiry_date: isExpired ? isoOf(createdAt(number) + 30 * DAY_MS) : null,
    };
  };

  return {
    rows,
    list(query: URLSearchParams) {
      const user = numberIn(query, "query[user_id]");
      const course = numberIn(query, "query[course_id]");
      const tests: ((number: number) => boolean)[] = [];
      if (user !== undefined) tests.push((number) => users.rows.idOf(userOf(number)) === user);
      if (course !== undefined) {
        tests.push((number) => courses.rows.idOf(courseOf(number)) === course);
      }
      for (const [name, holds] of Object.entries(SIDES)) {
        const updated = instantIn(query, `query[updated_${name}]`);
        const created = instantIn(query, `query[created_${name}]`);
        if (updated !== undefined) tests.push((number) => holds(updatedAt(number), updated));
        if (created !== undefined) tests.push((number) => holds(createdAt(number), created));
      }
      const all = rows.numbers();
      const found =
        tests.length === 0 ? all : all.filter((number) => tests.every((test) => test(number)));
      return pageOf(found, query, enrollment);
    },
    one: (id: number) => enrollment(rows.numberOf(id)),
    /** A user begins a course, now or at another instant. */
    enroll(course: number, user: number, at = now()): number {
      const [id = 0] = rows.add(1);
      const number = rows.numberOf(id);
      added.set(number, {
        course: courses.rows.numberOf(course),
        user: users.rows.numberOf(user),
      });
      changes.set(number, { percent: 0, at });
      return id;
    },
    /** How far a user is, 0 to 1. */
    setProgress(id: number, percent: number, at = now()): void {
      changes.set(rows.numberOf(id), { percent, at });
    },
  };
}
