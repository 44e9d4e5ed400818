import { iso } from "./campus.ts";
import { cut, numberIn, type Asked, type Desk, type Said } from "./desk.ts";

const MAX_PAGE = 100;

/** Canvas: bare lists, the next page in a Link header, ids as text for who asks so. */
export function createCanvas({ campus, credentials, address }: Desk) {
  const user = (id: number) => {
    const { first, last, email, username, createdAt, seenAt } = campus.person(id);
    return {
      id,
      name: `${first} ${last}`,
      created_at: iso(createdAt),
      sortable_name: `${last}, ${first}`,
      short_name: first,
      sis_user_id: null,
      integration_id: null,
      login_id: username,
      email,
      last_login: seenAt === 0 ? null : iso(seenAt),
    };
  };
  const courseOf = (id: number) => {
    const { code, name, startAt, endAt } = campus.course(id);
    return {
      id,
      name,
      course_code: code,
      account_id: 1,
      root_account_id: 1,
      enrollment_term_id: 1,
      grading_standard_id: 1,
      workflow_state: "available",
      start_at: iso(startAt),
      end_at: iso(endAt),
    };
  };
  const ofCourse: Readonly<Record<string, (course: number) => readonly object[]>> = {
    users: (course) =>
      campus.members(course).map(({ person }) => ({
        id: person.id,
        name: `${person.first} ${person.last}`,
      })),
    enrollments: (course) =>
      campus.members(course).map(({ id, person, progress, enrolledAt, updatedAt }) => ({
        id,
        course_id: course,
        user_id: person.id,
        type: "StudentEnrollment",
        role: "StudentEnrollment",
        enrollment_state: progress === 1 ? "completed" : "active",
        created_at: iso(enrolledAt),
        updated_at: iso(updatedAt),
        last_activity_at: iso(updatedAt),
        total_activity_time: Math.round(progress * 9_000),
        end_at: null,
        grades: {
          current_score: Math.round(progress * 100),
          final_score: Math.round(progress * 90),
          current_grade: null,
          final_grade: progress > 0.5 ? "pass" : "fail",
        },
        user: { id: person.id, name: `${person.first} ${person.last}`, login_id: person.username },
      })),
    assignments: (course) =>
      campus.assessmentIds(course).map((id) => ({
        id,
        course_id: course,
        name: `Assignment ${id}`,
        description: null,
        points_possible: 100,
        due_at: iso(campus.course(course).endAt),
        submission_types: ["online_upload"],
        published: true,
      })),
    quizzes: (course) =>
      campus.assessmentIds(course).map((id) => ({
        id: id + 700_000,
        title: `Quiz ${id}`,
        points_possible: 100,
        due_at: null,
        published: true,
      })),
    "students/submissions": (course) =>
      campus.assessmentIds(course).flatMap((assignment) =>
        campus.members(course).map(({ person, updatedAt }) => ({
          id: assignment * 10_000 + person.id,
          assignment_id: assignment,
          user_id: person.id,
          html_url: `https://campus.example/courses/${course}/assignments/${assignment}`,
          submission_type: "online_upload",
          score: campus.score(assignment, person.id),
          submitted_at: iso(updatedAt),
          graded_at: iso(updatedAt),
          attempt: 1,
          workflow_state: "graded",
        })),
      ),
    "analytics/activity": (course) =>
      [1, 2, 3].map((days) => ({
        date: iso(campus.course(course).startAt + days * 86_400).slice(0, 10),
        views: (course * days) % 90,
        participations: (course * days) % 7,
      })),
    "analytics/student_summaries": (course) =>
      campus.members(course).map(({ person, progress }) => ({
        id: person.id,
        page_views: Math.round(progress * 300),
        max_page_view: 300,
        page_views_level: "1",
        participations: Math.round(progress * 10),
        tardiness_breakdown: { total: 5, on_time: 3, late: 0, missing: 2, floating: 0 },
      })),
  };

  function listed<T>(
    asked: Asked,
    endpoint: string,
    all: readonly T[],
    toObject: (one: T) => object,
  ): Said {
    const size = Math.max(1, numberIn(asked.query, "per_page", 10, MAX_PAGE));
    const page = Math.max(1, numberIn(asked.query, "page", 1));
    const found = cut(all, (page - 1) * size, size).map(toObject);
    const link = (to: number, rel: string): string =>
      `<${address(asked, { page: String(to), per_page: String(size) })}>; rel="${rel}"`;
    const links = [link(page, "current"), link(1, "first")];
    if (page * size < all.length) links.push(link(page + 1, "next"));
    const asText = asked.headers.get("accept")?.includes("canvas-string-ids") === true;
    return {
      endpoint,
      status: 200,
      body: asText ? found.map(withTextIds) : found,
      records: found.length,
      headers: { link: links.join(","), "x-request-cost": "0.05", "x-rate-limit-remaining": "700" },
    };
  }

  return (asked: Asked): Said => {
    const refused = (status: number, word: string, message: string): Said => ({
      endpoint: asked.path,
      status,
      body: { status: word, errors: [{ message }] },
    });
    if (asked.headers.get("authorization") !== `Bearer ${credentials.apiKey}`) {
      return refused(401, "unauthenticated", "Invalid access token.");
    }
    const path = asked.path.replace(/^\/api\/v1/, "");
    if (path === "/accounts/self/users") return listed(asked, path, campus.userIds(), user);
    if (path === "/accounts/self/courses" || path === "/courses") {
      return listed(asked, path, campus.courseIds(), courseOf);
    }
    const [, id, name = ""] = /^\/courses\/(\d+)\/(.+)$/.exec(path) ?? [];
    const list = ofCourse[name];
    if (list === undefined || !campus.isOpen(Number(id))) {
      return refused(404, "not_found", "The specified resource does not exist.");
    }
    return listed(asked, `/courses/:id/${name}`, list(Number(id)), (one) => one);
  };
}

/** Every id as text, those of parts included. */
function withTextIds(record: object): object {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]: [string, unknown]) => {
      if (typeof value === "number" && /(?:^|_)id$/.test(name)) return [name, String(value)];
      const isPart = typeof value === "object" && value !== null && !Array.isArray(value);
      return [name, isPart ? withTextIds(value) : value];
    }),
  );
}
