import type { Answer } from "../answer.ts";
import { sandboxCredentials } from "../credentials.ts";
import { createEmulator, type Emulator, type EmulatorOptions } from "../emulator.ts";
import { createCourses } from "./courses.ts";
import { createEnrollments } from "./enrollments.ts";
import { createLimiter, type TeachableLimits } from "./limiter.ts";
import { metaOf, numberIn, pageOf } from "./paging.ts";
import { createQuizzes } from "./quizzes.ts";
import { bodyOf, Refusal } from "./refusal.ts";
import { createSales } from "./sales.ts";
import { defaultSchool, FIRST_COURSE, wholeSecond, type TeachableSchool } from "./school.ts";
import { createUsers } from "./users.ts";
import { createWebhooks } from "./webhooks.ts";

/** Options of the Teachable emulator. */
export interface TeachableEmulatorOptions extends EmulatorOptions {
  readonly school?: Partial<TeachableSchool>;
  /** Default that of `sandboxCredentials`. */
  readonly apiKey?: string;
  /** Teachable's limits, none, or Teachable's with some changed. Default vendor. */
  readonly limits?: "vendor" | "off" | Partial<TeachableLimits>;
  /** Single objects as the manual has them, or as another client has seen them. Default documented. */
  readonly wrapping?: "documented" | "observed";
}

/** What a test or a demo can do to the Teachable emulator; ids are the vendor's. */
export interface TeachableControls {
  readonly courseIds: () => number[];
  readonly userIds: () => number[];
  /** Adds a course, or takes one away. */
  addCourse(): number;
  removeCourse(id: number): void;
  renameCourse(id: number, name: string): void;
  addUsers(count: number): number[];
  renameUser(id: number, name: string): void;
  removeUser(id: number): void;
  /** Users of a course, in the order of their enrollment. */
  enrolled(course: number): number[];
  /** Enrolls users at one instant, epoch milliseconds; default now. */
  enroll(course: number, users: readonly number[], at?: number): void;
  unenroll(course: number, user: number): void;
  /** How far a user is, 0 to 100. */
  setProgress(course: number, user: number, percent: number): void;
  percentOf(course: number, user: number): number;
  /** A user answers a quiz now. */
  respond(quiz: number, user: number): void;
  /** So many sales at one instant, seen two minutes from now. */
  sell(count: number, at?: number): number[];
  refund(transaction: number, amount?: number): void;
  chargeBack(transaction: number): void;
  transactionCount(): number;
  changePrice(pricingPlan: number, price: number): void;
  /** So many deliveries of the first webhook. */
  deliver(count: number, at?: number): void;
}

/** A body, and how many records are in it. */
type Found = readonly [body: object, records: number];

/** Teachable's Admin API, reading only. */
export function teachableEmulator(
  options: TeachableEmulatorOptions = {},
): Emulator & TeachableControls {
  const { seed = 1, now = Date.now, latencyMs = 0, wrapping = "documented" } = options;
  const school = { ...defaultSchool, ...options.school };
  const apiKey = options.apiKey ?? sandboxCredentials.teachable.apiKey;
  const start = wholeSecond(now());
  const limiter = createLimiter(options.limits ?? "vendor", now);
  const users = createUsers(school.users, seed);
  const courses = createCourses(school, seed);
  const enrollments = createEnrollments(courses, users, school.users, seed, start, now);
  const quizzes = createQuizzes(courses, users, enrollments, seed, now);
  const sales = createSales(school, seed, start, now);
  const webhooks = createWebhooks(school, start, now);
  const isObserved = wrapping === "observed";

  const routes: Readonly<
    Record<string, (ids: readonly number[], query: URLSearchParams) => Found>
  > = {
    "/courses": (_, query) => listed("courses", pageOf(courses.list(query), query)),
    "/courses/{course_id}": ([id = 0]) => [{ course: courses.detail(courses.numberOf(id)) }, 1],
    "/courses/{course_id}/enrollments": ([id = 0], query) => {
      const body = enrollments.list(courses.numberOf(id), query);
      return [body, body.enrollments.length];
    },
    "/courses/{course_id}/progress": ([id = 0], query) => {
      const user = numberIn(query, "user_id");
      if (user === undefined) throw new Refusal(422, "user_id is missing");
      return [enrollments.progress(courses.numberOf(id), users.numberOf(user), query), 1];
    },
    "/courses/{course_id}/lectures/{lecture_id}": ([id = 0, lecture = 0]) => {
      const course = courses.numberOf(id);
      return [{ lecture: courses.lecture(course, courses.lectureOf(course, lecture)) }, 1];
    },
    "/courses/{course_id}/lectures/{lecture_id}/quizzes": ([id = 0, lecture = 0]) => {
      const ids = courses.quizIds(courses.lectureOf(courses.numberOf(id), lecture));
      return [{ quiz_ids: ids }, ids.length];
    },
    "/courses/{course_id}/lectures/{lecture_id}/quizzes/{quiz_id}": ([
      id = 0,
      one = 0,
      two = 0,
    ]) => {
      const lecture = courses.lectureOf(courses.numberOf(id), one);
      const quiz = courses.quiz(quizzes.quizOf(lecture, two));
      return [isObserved ? { quiz } : quiz, 1];
    },
    "/courses/{course_id}/lectures/{lecture_id}/quizzes/{quiz_id}/responses": ([
      id = 0,
      one = 0,
      two = 0,
    ]) => {
      const course = courses.numberOf(id);
      const lecture = courses.lectureOf(course, one);
      const body = quizzes.responses(course, lecture, quizzes.quizOf(lecture, two));
      return [isObserved ? { quiz_responses: body } : body, body.responses.length];
    },
    "/users": (_, query) => {
      const body = users.list(query);
      return [body, body.users.length];
    },
    "/users/{user_id}": ([id = 0]) => {
      const number = users.numberOf(id);
      const user = { ...users.detail(number), courses: enrollments.coursesOf(number) };
      return [isObserved ? user : { user }, 1];
    },
    "/pricing_plans": (_, query) => listed("pricing_plans", pageOf(sales.plans(), query, 5)),
    "/pricing_plans/{pricing_plan_id}": ([id = 0]) => [{ pricing_plan: sales.plan(id) }, 1],
    "/transactions": (_, query) => {
      const body = sales.transactions(query);
      return [body, body.transactions.length];
    },
    // Neither paged nor filtered: what was deleted is there, too.
    "/webhooks": () => {
      const list = webhooks.list();
      return [{ webhooks: list, meta: metaOf(list.length, { page: 1, per: 20 }) }, list.length];
    },
    "/webhooks/{webhook_id}/events": ([id = 0], query) => {
      const body = webhooks.events(id, query);
      return [body, body.events.length];
    },
  };
  const patterns = Object.entries(routes).map(([template, answer]) => ({
    endpoint: `/v1${template}`,
    pattern: new RegExp(`^/v1${template.replaceAll(/\{\w+\}/g, String.raw`(\d{1,10})`)}$`),
    answer,
  }));

  async function handle(request: Request, url: URL): Promise<Answer> {
    for (const { endpoint, pattern, answer } of patterns) {
      const match = pattern.exec(url.pathname);
      if (match === null) continue;
      if (request.headers.get("apikey") !== apiKey) {
        return refused(endpoint, new Refusal(401, "Unauthorized"));
      }
      const { headers, refusal } = limiter.begin();
      if (refusal !== undefined) return refused(endpoint, refusal, headers);
      try {
        if (request.method !== "GET") throw new Refusal(404, "Not found");
        const [body, records] = answer(match.slice(1).map(Number), url.searchParams);
        return { ...json(endpoint, 200, body), headers, records };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return refused(endpoint, error, headers);
      }
    }
    return refused(url.pathname, new Refusal(404, "Not found"));
  }

  const controls: TeachableControls = {
    courseIds: () => courses.numbers().map((number) => FIRST_COURSE + number),
    userIds: () => users.numbers().map(users.idOf),
    addCourse: courses.add,
    removeCourse: courses.remove,
    renameCourse: courses.rename,
    addUsers: users.add,
    renameUser: users.rename,
    removeUser: users.remove,
    enrolled: (course) =>
      enrollments.enrolledIn(courses.numberOf(course)).map(({ user }) => users.idOf(user)),
    enroll: enrollments.enroll,
    unenroll: enrollments.unenroll,
    setProgress: enrollments.setProgress,
    percentOf: (course, user) =>
      enrollments.percentOf(courses.numberOf(course), users.numberOf(user)),
    respond: quizzes.respond,
    sell: sales.sell,
    refund: sales.refund,
    chargeBack: sales.chargeBack,
    transactionCount: sales.transactionCount,
    changePrice: sales.changePrice,
    deliver: webhooks.deliver,
  };
  const hosts = ["developers.teachable.com"];
  const emulator = createEmulator({ name: "teachable", hosts, now, latencyMs, handle });
  return Object.assign(emulator, controls);
}

function listed(name: string, { page, meta }: ReturnType<typeof pageOf<object>>): Found {
  return [{ [name]: page, meta }, page.length];
}

function refused(
  endpoint: string,
  refusal: Refusal,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { ...json(endpoint, refusal.status, bodyOf(refusal)), headers };
}

function json(endpoint: string, status: number, body: object): Answer {
  return { endpoint, status, contentType: "application/json", body: JSON.stringify(body) };
}
