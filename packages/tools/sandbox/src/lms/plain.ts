import { hash } from "../random.ts";
import { iso, type Membership } from "./campus.ts";
import { cut, numberIn, type Asked, type Desk, type Said } from "./desk.ts";

const MAX_PAGE = 100;

/** An in-house LMS as many wrote one: five lists, each in another envelope and paged in another way. */
export function createPlain({ campus, credentials, address }: Desk) {
  const user = (id: number) => {
    const { first, last, email, username, createdAt, seenAt, updatedAt } = campus.person(id);
    return {
      id,
      email,
      name: `${first} ${last}`,
      username,
      status: "active",
      created_at: iso(createdAt),
      last_access_at: seenAt === 0 ? null : iso(seenAt),
      updated_at: iso(updatedAt),
      department: `D${hash(1, id) % 5}`,
    };
  };
  const courses = () =>
    campus.courseIds().map((id) => {
      const { code, name, startAt, endAt, updatedAt } = campus.course(id);
      const dates = { start_at: iso(startAt).slice(0, 10), end_at: iso(endAt).slice(0, 10) };
      return {
        id,
        name,
        code,
        status: "open",
        category: "none",
        ...dates,
        updated_at: iso(updatedAt),
      };
    });
  const members = (): Membership[] => campus.courseIds().flatMap(campus.members);
  const enrollment = ({ id, course, person, progress, enrolledAt, updatedAt }: Membership) => ({
    id,
    course_id: course,
    user_id: person.id,
    role: "student",
    status: progress === 1 ? "completed" : "active",
    enrolled_at: enrolledAt,
    // A fraction as text, one of the three spellings that there are.
    progress: progress.toFixed(2),
    updated_at: iso(updatedAt),
  });
  const assessments = () =>
    campus.courseIds().flatMap((course) =>
      campus.assessmentIds(course).map((id) => ({
        id,
        course_id: course,
        type: "quiz",
        title: `Quiz ${id}`,
        max_score: "100",
        due_at: null,
        published: 1,
      })),
    );
  const analytics = () =>
    campus.courseIds().map((id) => ({
      course_id: id,
      date: iso(campus.seconds() - 86_400).slice(0, 10),
      page_views: hash(2, id) % 900,
      completions: campus.members(id).filter(({ progress }) => progress > 0.9).length,
    }));
  const lists: Readonly<Record<string, (asked: Asked, page: number, size: number) => Said>> = {
    "/users": (asked, page, size) => {
      const since = sinceIn(asked);
      const all = campus
        .userIds()
        .filter((id) => since === undefined || campus.person(id).updatedAt >= since);
      const data = cut(all, (page - 1) * size, size).map(user);
      const next_page = page * size < all.length ? page + 1 : null;
      const pagination = { current_page: page, next_page, total: all.length };
      return said("/users", { data, meta: { pagination } }, data.length);
    },
    "/courses": (asked, page, size) => {
      const all = courses();
      const data = cut(all, (page - 1) * size, size);
      const link = (to: number, rel: string): string =>
        `<${address(asked, { page: String(to), limit: String(size) })}>; rel="${rel}"`;
      const links = [link(1, "first")];
      if (page * size < all.length) links.push(link(page + 1, "next"));
      return { ...said("/courses", data, data.length), headers: { link: links.join(", ") } };
    },
    "/enrollments": (asked, page, size) => {
      const since = sinceIn(asked);
      const all = members().filter(({ updatedAt }) => since === undefined || updatedAt >= since);
      const items = cut(all, (page - 1) * size, size).map(enrollment);
      const isLast = page * size >= all.length;
      const next = isLast ? null : address(asked, { page: String(page + 1), limit: String(size) });
      return said("/enrollments", { items, next }, items.length);
    },
    "/assessments": ({ query }, _page, size) => {
      const all = assessments();
      const first = numberIn(query, "cursor", 0);
      const results = cut(all, first, size);
      const next_cursor = first + size < all.length ? String(first + size) : null;
      return said("/assessments", { results, meta: { next_cursor } }, results.length);
    },
    // Nothing tells how it goes on: pages are numbered until one is empty.
    "/analytics": (_asked, page, size) => {
      const data = cut(analytics(), (page - 1) * size, size);
      return said("/analytics", data, data.length);
    },
  };

  return (asked: Asked): Said => {
    if (asked.headers.get("authorization") !== `Bearer ${credentials.apiKey}`) {
      return { ...said(asked.path, { error: "Invalid API key" }, 0), status: 401 };
    }
    const list = lists[asked.path];
    if (list === undefined || asked.method !== "GET") {
      return { ...said(asked.path, { error: "Not found" }, 0), status: 404 };
    }
    const size = Math.max(1, numberIn(asked.query, "limit", 20, MAX_PAGE));
    return list(asked, Math.max(1, numberIn(asked.query, "page", 1)), size);
  };
}

/** Epoch seconds that `updated_since` names. */
function sinceIn({ query }: Asked): number | undefined {
  const since = query.get("updated_since");
  return since === null ? undefined : Date.parse(since) / 1_000;
}

function said(endpoint: string, body: unknown, records: number): Said {
  return { endpoint, status: 200, body, records };
}
