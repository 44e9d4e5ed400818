import { fraction, hash, pick } from "../random.ts";

/** How much there is; every record is computed from its number. */
export interface LmsCampus {
  readonly users: number;
  readonly courses: number;
  readonly enrollmentsPerCourse: number;
  readonly assessmentsPerCourse: number;
  readonly statements: number;
}

export const defaultCampus: LmsCampus = {
  users: 340,
  courses: 12,
  enrollmentsPerCourse: 30,
  assessmentsPerCourse: 4,
  statements: 1_200,
};

/** Numbers of users and courses begin here on every platform. */
const FIRST_ID = 101;
const HOUR_S = 3_600;
const DAY_S = 86_400;
/** 2025-09-01. */
const TERM_S = 1_756_684_800;
const families = ["Okafor", "Lindqvist", "Moreau", "Tanaka", "Silva", "Novak"] as const;
const firsts = ["Ada", "Bo", "Chiara", "Dmitri", "Esi", "Farid", "Grete"] as const;

/** A user as every platform knows one; times are epoch seconds. */
export interface Person {
  readonly id: number;
  readonly first: string;
  readonly last: string;
  readonly email: string;
  readonly username: string;
  readonly createdAt: number;
  /** 0: never. */
  readonly seenAt: number;
  readonly updatedAt: number;
}

/** One who takes a course. */
export interface Membership {
  readonly id: number;
  readonly course: number;
  readonly person: Person;
  /** 0 to 1. */
  readonly progress: number;
  readonly enrolledAt: number;
  readonly updatedAt: number;
}

/** The people, courses and scores of one invented campus; only changes are kept. */
export function createCampus(size: LmsCampus, seed: number, now: () => number) {
  let users = size.users;
  let courses = size.courses;
  const leftUsers = new Set<number>();
  const leftCourses = new Set<number>();
  const hidden = new Set<number>();
  const renamed = new Map<number, { readonly last: string; readonly at: number }>();
  const progressed = new Map<string, { readonly progress: number; readonly at: number }>();
  const seconds = (): number => Math.floor(now() / 1_000);
  const range = (count: number, gone: ReadonlySet<number>): number[] => {
    const ids: number[] = [];
    for (let at = 0; at < count; at += 1) if (!gone.has(FIRST_ID + at)) ids.push(FIRST_ID + at);
    return ids;
  };

  const person = (id: number): Person => {
    const change = renamed.get(id);
    const createdAt = TERM_S + (hash(seed, id, 1) % (200 * DAY_S));
    const first = pick(firsts, hash(seed, id, 2));
    return {
      id,
      first,
      last: change?.last ?? `${pick(families, hash(seed, id, 3))} ${id}`,
      email: `${first.toLowerCase()}.${id}@example.com`,
      username: `${first.toLowerCase()}${id}`,
      createdAt,
      seenAt: hash(seed, id, 4) % 7 === 0 ? 0 : createdAt + (hash(seed, id, 5) % (100 * DAY_S)),
      updatedAt: change?.at ?? createdAt,
    };
  };
  const courseAt = (id: number) => ({
    id,
    code: `C-${id}`,
    name: `Course No. ${id}`,
    startAt: TERM_S + (id % 5) * 30 * DAY_S,
    endAt: TERM_S + (id % 5) * 30 * DAY_S + 120 * DAY_S,
    updatedAt: TERM_S + (hash(seed, id, 6) % (90 * DAY_S)),
  });
  const membership = (course: number, place: number): Membership => {
    const id = FIRST_ID + ((course * 13 + place) % Math.max(1, users));
    const change = progressed.get(`${course} ${id}`);
    const enrolledAt = TERM_S + (hash(seed, course, id) % (150 * DAY_S));
    return {
      id: course * 100_000 + id,
      course,
      person: person(id),
      progress: change?.progress ?? Math.round(fraction(hash(seed, id, course)) * 100) / 100,
      enrolledAt,
      updatedAt: change?.at ?? enrolledAt + HOUR_S,
    };
  };

  return {
    seconds,
    userIds: (): number[] => range(users, leftUsers),
    courseIds: (): number[] => range(courses, leftCourses),
    person,
    hasUser: (id: number): boolean => id >= FIRST_ID && id < FIRST_ID + users && !leftUsers.has(id),
    course: courseAt,
    /** A course that can be opened; one that is hidden is listed all the same. */
    isOpen: (id: number): boolean =>
      id >= FIRST_ID && id < FIRST_ID + courses && !leftCourses.has(id) && !hidden.has(id),
    /** Who takes a course, by their ids. */
    members(course: number): Membership[] {
      const count = Math.min(size.enrollmentsPerCourse, users);
      const all = Array.from({ length: count }, (_, place) => membership(course, place));
      return all
        .filter(({ person: { id } }) => !leftUsers.has(id))
        .toSorted((one, other) => one.person.id - other.person.id);
    },
    assessmentIds: (course: number): number[] =>
      Array.from({ length: size.assessmentsPerCourse }, (_, at) => course * 100 + at + 1),
    /** Points of a hundred. */
    score: (assessment: number, user: number): number => hash(seed, assessment, user) % 101,

    addUsers(count: number): void {
      users += count;
    },
    removeUser(id: number): void {
      leftUsers.add(id);
    },
    renameUser(id: number, last: string): void {
      renamed.set(id, { last, at: seconds() });
    },
    addCourse(): number {
      courses += 1;
      return FIRST_ID + courses - 1;
    },
    removeCourse(id: number): void {
      leftCourses.add(id);
    },
    hideCourse(id: number): void {
      hidden.add(id);
    },
    setProgress(course: number, user: number, progress: number, at = seconds()): void {
      progressed.set(`${course} ${user}`, { progress, at });
    },
  };
}

export type Campus = ReturnType<typeof createCampus>;

/** Epoch seconds as the platforms with texts write them. */
export function iso(seconds: number): string {
  return new Date(seconds * 1_000).toISOString().replace(".000Z", "Z");
}
