import { describe, expect, test } from "vitest";
import { campus, small } from "./campus.fixture.ts";
import { errorOf, idsOf, items, ownApi } from "./own-api.fixture.ts";

const link = { type: "link", sizeParam: "per_page", size: 2 } as const;
const units = {
  courses: { paging: { type: "none" } },
  units: {
    path: "courses/{course_id}/units",
    each: { stream: "courses", as: "course_id" },
    paging: { type: "page", param: "page", size: 2 },
  },
} as const;

describe("a list that is read for each record of another", () => {
  test("[airbyte#27880] begins with its first page for each of them", async () => {
    const { read, paths } = ownApi(units, ({ url }) => {
      if (url.pathname.endsWith("/courses")) return items("a", "b");
      const [, course = ""] = /courses\/(\w)/.exec(url.pathname) ?? [];
      const page = Number(url.searchParams.get("page"));
      return page <= 2 ? items(`${course}${page}1`, `${course}${page}2`) : [];
    });

    expect(idsOf(await read("units")).toSorted()).toEqual([
      "a11",
      "a12",
      "a21",
      "a22",
      "b11",
      "b12",
      "b21",
      "b22",
    ]);
    for (const course of ["a", "b"]) {
      const asked = paths().filter((path) => path.startsWith(`courses/${course}/`));
      expect(asked).toEqual([1, 2, 3].map((page) => `courses/${course}/units?page=${page}`));
    }
  });

  test("[classroomio#1118] has every student of every course, page after page", async () => {
    const { read, requests } = campus({
      campus: { ...small, users: 40, enrollmentsPerCourse: 25 },
      preset: "canvas",
      streams: { enrollments: { paging: link } },
    });

    const students = await read("enrollments");
    expect(students).toHaveLength(3 * 25);
    expect(requests.filter(({ url }) => url.pathname.includes("/enrollments"))).toHaveLength(
      3 * 13,
    );
  });

  test.each(["canvas", "moodle", "openedx"] as const)(
    "has nothing of a parent that is listed and no longer there (%s)",
    async (preset) => {
      const { read, emulator } = campus({
        campus: small,
        preset,
        // Open edX says 400 for a course that it does not know.
        ...(preset === "openedx" ? { streams: { enrollments: { absent: [400, 404] } } } : {}),
      });
      emulator.hideCourse(102);

      const courses = new Set((await read("enrollments")).map(({ course_id }) => course_id));
      expect(courses.size).toBe(small.courses - 1);
    },
  );

  test("takes a later page's 404 for no end", async () => {
    const paging = { type: "cursor", param: "after", next: "next" } as const;
    const described = { ...units, units: { ...units.units, records: "list", paging } };
    const { read } = ownApi(described, ({ url }) => {
      if (url.pathname.endsWith("/courses")) return items("a");
      return url.searchParams.has("after")
        ? Response.json({}, { status: 404 })
        : { list: items(1, 2), next: "x" };
    });

    expect(await errorOf(read("units"))).toMatchObject({ code: "http_status" });
  });

  test("asks for what has two parents with both of them", async () => {
    const described = {
      ...units,
      notes: {
        path: "courses/{course_id}/units/{unit}/notes",
        each: { stream: "units", as: "unit" },
        paging: { type: "none" },
        primaryKey: ["course_id", "unit", "id"],
        fields: { id: { type: "id" }, course_id: { type: "id" }, unit: { type: "id" } },
      },
    } as const;
    const { read } = ownApi(described, ({ url }) => {
      if (url.pathname.endsWith("/courses")) return items("a", "b");
      if (url.pathname.endsWith("/notes")) return items(1);
      return Number(url.searchParams.get("page")) === 1 ? items("u", "v") : [];
    });

    const notes = await read("notes");
    expect(
      notes.map(({ course_id, unit }) => `${String(course_id)}${String(unit)}`).toSorted(),
    ).toEqual(["au", "av", "bu", "bv"]);
  });

  test("is read for parents that did not change, and for those that changed a moment ago", async () => {
    const changedAt = { old: "2026-01-01T00:00:00Z", now: "2026-11-24T09:00:00Z" };
    const courses = { ...units.courses, cursor: { field: "updated_at" } } as const;
    const { load, rows } = ownApi({ ...units, courses }, ({ url }) => {
      if (url.pathname.endsWith("/courses")) {
        return Object.entries(changedAt).map(([id, updated_at]) => ({ id, updated_at }));
      }
      const [, course = ""] = /courses\/(\w+)/.exec(url.pathname) ?? [];
      return url.searchParams.get("page") === "1" ? items(`${course} unit`) : [];
    });
    const pipeline = load("units");
    await pipeline.run();
    await pipeline.run();

    expect(idsOf(rows("units")).toSorted()).toEqual(["now unit", "old unit"]);
  });

  test("encodes ids that are no simple words", async () => {
    const { read, requests } = campus({ campus: small, preset: "openedx" });
    await read("assessment_results");

    const paths = requests.map(({ url }) => url.pathname);
    expect(paths).toContain("/edx/api/grades/v1/courses/course-v1%3ASandbox%2BC101%2B2026/");
  });
});

test("[MJ#2117] [MJ#2118] a limit in the middle of a hundred users loses none of them", async () => {
  const { read, emulator } = campus({
    campus: { ...small, users: 100 },
    streams: { users: { paging: { type: "auto", size: 10 } } },
    intercept: (_request, count) => void (count % 4 === 0 && emulator.throttle(1)),
  });

  const ids = idsOf(await read("users"));
  expect(new Set(ids).size).toBe(100);
});

test("[MJ#2119] [MJ#2120] every request has every parameter that its stream is described with", async () => {
  const { read, requests } = campus({ campus: small, preset: "moodle" });
  for (const name of ["users", "enrollments", "assessments", "assessment_results", "analytics"]) {
    await read(name);
  }

  for (const { form } of requests) {
    expect([...form.keys()]).toEqual(
      expect.arrayContaining(["wstoken", "wsfunction", "moodlewsrestformat"]),
    );
    for (const [name, value] of form) expect(`${name}=${value}`).toMatch(/=[^{}]+$/);
  }
});
