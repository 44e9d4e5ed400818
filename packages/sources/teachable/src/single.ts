import { path, type HttpClient, type Query } from "@brain/http";
import { idOf } from "./to-record.ts";

/** A single object: where it is, and how it is told from what may be wrapped around it. */
export interface Single {
  readonly route: string;
  /** The template of the route. */
  readonly endpoint: string;
  /** Under which it may stand: the manual and the API differ on which objects do. */
  readonly name: string;
  /** A field that it has, and what is wrapped around it has not. */
  readonly field: string;
  /** Its own id, where it has one: an answer to another question is none. */
  readonly id?: string | undefined;
  readonly query?: Query | undefined;
}

/** An object by its id, with the whole answer; undefined: it is gone. */
export async function readSingle(
  client: HttpClient,
  { route, endpoint, query, ...asked }: Single,
): Promise<{ readonly found: object; readonly body: unknown } | undefined> {
  const { status, body } = await client.json<unknown>(route, {
    query,
    endpoint,
    expect: [404],
    shape: (answer) => unwrapped(answer, asked) !== undefined,
  });
  const found = status === 404 ? undefined : unwrapped(body, asked);
  return found === undefined ? undefined : { found, body };
}

function unwrapped(
  body: unknown,
  { name, field, id }: Pick<Single, "name" | "field" | "id">,
): object | undefined {
  const inner: unknown = Reflect.get(Object(body), name);
  return [body, inner].find(
    (value): value is object =>
      typeof value === "object" &&
      value !== null &&
      Object.hasOwn(value, field) &&
      (id === undefined || idOf(value) === id),
  );
}

export const single = {
  course: (id: string): Single => ({
    route: path`courses/${id}`,
    endpoint: "courses/{course_id}",
    name: "course",
    field: "id",
    id,
  }),
  lecture: (course: string, id: string): Single => ({
    route: path`courses/${course}/lectures/${id}`,
    endpoint: "courses/{course_id}/lectures/{lecture_id}",
    name: "lecture",
    field: "id",
    id,
  }),
  quizIds: (course: string, lecture: string): Single => ({
    route: path`courses/${course}/lectures/${lecture}/quizzes`,
    endpoint: "courses/{course_id}/lectures/{lecture_id}/quizzes",
    name: "quizzes",
    field: "quiz_ids",
  }),
  quiz: (course: string, lecture: string, id: string): Single => ({
    route: path`courses/${course}/lectures/${lecture}/quizzes/${id}`,
    endpoint: "courses/{course_id}/lectures/{lecture_id}/quizzes/{quiz_id}",
    name: "quiz",
    field: "kind",
    id,
  }),
  quizResponses: (course: string, lecture: string, id: string): Single => ({
    route: path`courses/${course}/lectures/${lecture}/quizzes/${id}/responses`,
    endpoint: "courses/{course_id}/lectures/{lecture_id}/quizzes/{quiz_id}/responses",
    name: "quiz_responses",
    field: "responses",
  }),
  progress: (course: string, user: string, page: number, per: number): Single => ({
    route: path`courses/${course}/progress`,
    endpoint: "courses/{course_id}/progress",
    name: "course_progress",
    field: "percent_complete",
    query: { user_id: user, page, per },
  }),
  user: (id: string): Single => ({
    route: path`users/${id}`,
    endpoint: "users/{user_id}",
    name: "user",
    field: "id",
    id,
  }),
  pricingPlan: (id: string): Single => ({
    route: path`pricing_plans/${id}`,
    endpoint: "pricing_plans/{pricing_plan_id}",
    name: "pricing_plan",
    field: "id",
    id,
  }),
} as const;
