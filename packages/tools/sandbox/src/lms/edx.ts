import { createTokenBook, type TokenBook } from "../tokens.ts";
import { iso } from "./campus.ts";
import { cut, numberIn, type Asked, type Desk, type Said } from "./desk.ts";

const TOKEN_MS = 3_600_000;
const PAGE = 100;

/** Open edX: a JWT from an OAuth application, pages by address, users by their names. */
export function createEdx({ campus, credentials, address }: Desk, now: () => number, seed: number) {
  const tokens: TokenBook = createTokenBook(now, seed, "jwt-");
  const keyOf = (id: number): string => `course-v1:Sandbox+C${id}+2026`;
  const courseOf = (key: string): number | undefined => {
    const id = Number(/^course-v1:Sandbox\+C(\d+)\+2026$/.exec(key)?.[1] ?? Number.NaN);
    return campus.isOpen(id) ? id : undefined;
  };
  const denied = (endpoint: string, status: number, body: object): Said => ({
    endpoint,
    status,
    body,
  });

  function token({ form }: Asked): Said {
    const isRight =
      form.get("client_id") === credentials.clientId &&
      form.get("client_secret") === credentials.clientSecret &&
      form.get("grant_type") === "client_credentials";
    if (!isRight) return denied("/oauth2/access_token", 401, { error: "invalid_client" });
    const token_type = form.get("token_type") === "jwt" ? "JWT" : "Bearer";
    const access_token = tokens.issue({ principal: "staff", scopes: [] }, TOKEN_MS);
    const body = { access_token, expires_in: TOKEN_MS / 1_000, token_type, scope: "read" };
    return { endpoint: "/oauth2/access_token", status: 200, body };
  }

  function courses(asked: Asked): Said {
    const size = Math.max(1, numberIn(asked.query, "page_size", 10, PAGE));
    const page = Math.max(1, numberIn(asked.query, "page", 1));
    const ids = campus.courseIds();
    const results = cut(ids, (page - 1) * size, size).map((id) => {
      const { name, startAt, endAt } = campus.course(id);
      return {
        id: keyOf(id),
        course_id: keyOf(id),
        name,
        number: `C${id}`,
        org: "Sandbox",
        start: iso(startAt),
        end: iso(endAt),
        blocks_url: `https://campus.example/api/courses/v2/blocks/?course_id=${encodeURIComponent(keyOf(id))}`,
        pacing: "instructor",
        hidden: false,
      };
    });
    const to = (number: number): string =>
      address(asked, { page: String(number), page_size: String(size) });
    const pagination = {
      next: page * size < ids.length ? to(page + 1) : null,
      previous: page > 1 ? to(page - 1) : null,
      count: ids.length,
      num_pages: Math.ceil(ids.length / size),
    };
    return {
      endpoint: "/api/courses/v1/courses/",
      status: 200,
      body: { results, pagination },
      records: results.length,
    };
  }

  /** A list behind a cursor, which is nobody's business but the server's. */
  function behindCursor(asked: Asked, endpoint: string, all: readonly object[]): Said {
    const size = Math.max(1, numberIn(asked.query, "page_size", PAGE, PAGE));
    const first = Number(atob(asked.query.get("cursor") ?? "") || 0);
    const results = cut(all, first, size);
    const to = (place: number): string => address(asked, { cursor: btoa(String(place)) });
    const next = first + size < all.length ? to(first + size) : null;
    const previous = first > 0 ? to(Math.max(0, first - size)) : null;
    return { endpoint, status: 200, body: { next, previous, results }, records: results.length };
  }

  const handle = (asked: Asked): Said => {
    const { path, query, headers } = asked;
    if (path === "/oauth2/access_token") return token(asked);
    const [, given = ""] = /^(?:JWT|Bearer) (\S+)$/.exec(headers.get("authorization") ?? "") ?? [];
    const grant = tokens.find(given);
    if (grant === undefined || grant.expiresAt <= now()) {
      return denied(path, 401, { detail: "Authentication credentials were not provided." });
    }
    if (path === "/api/courses/v1/courses/") return courses(asked);
    if (path === "/api/enrollment/v1/enrollments") {
      const course = courseOf(query.get("course_id") ?? "");
      if (course === undefined) return denied(path, 400, { detail: "Invalid course id" });
      const all = campus.members(course).map(({ person, enrolledAt, progress }) => ({
        created: iso(enrolledAt),
        mode: progress > 0.5 ? "verified" : "audit",
        is_active: progress > 0.1,
        user: person.username,
        course_id: keyOf(course),
      }));
      return behindCursor(asked, path, all);
    }
    const [, key] = /^\/api\/grades\/v1\/courses\/([^/]+)\/$/.exec(path) ?? [];
    const course = key === undefined ? undefined : courseOf(decodeURIComponent(key));
    if (course === undefined) return denied(path, 404, { detail: "Not found." });
    const all = campus.members(course).map(({ person, progress }) => ({
      username: person.username,
      email: person.email,
      course_id: keyOf(course),
      passed: progress >= 0.6,
      percent: progress,
      letter_grade: progress >= 0.6 ? "Pass" : null,
    }));
    return behindCursor(asked, "/api/grades/v1/courses/{id}/", all);
  };
  return { handle, tokens, keyOf };
}
