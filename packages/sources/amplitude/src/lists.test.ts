import { describe, expect, test } from "vitest";
import { project } from "./project.fixture.ts";

test("cohorts have instants for seconds, and their owners are personal data", async () => {
  const made = project();
  const pipeline = made.load("cohorts");

  await pipeline.run();

  expect(made.asked("/cohorts")).toEqual([{ includeSyncInfo: "true" }]);
  expect(made.rows("cohorts")).toHaveLength(3);
  expect(made.rows("cohorts")[0]).toMatchObject({
    appId: "829528",
    lastMod: "2026-11-24T08:30:00.000Z",
    owners: ["owner@example.com"],
    last_viewed: null,
    cohort_output_type: "UNIQUES",
  });
  expect(made.source.streams.cohorts.info.pii).toMatchObject({ owners: "email", viewers: "email" });

  const [first, second] = made.emulator.cohorts.list();
  made.emulator.cohorts.remove(first?.id ?? "");
  made.emulator.cohorts.rename(second?.id ?? "", "Renamed");
  await pipeline.run();
  expect(made.rows("cohorts").map(({ name }) => name)).toEqual(["Renamed", "Cohort 3"]);
});

test("annotations are UTC, and their category is found under either of its names", async () => {
  const notes = [
    {
      id: 1,
      start: "2026-11-01T07:00:00+02:00",
      end: null,
      label: "A",
      details: null,
      category: { id: 2, name: "Releases" },
      chart_id: null,
    },
    {
      id: 2,
      start: "2026-11-01T07:00:00Z",
      end: "2026-11-02T00:00:00+00:00",
      label: "B",
      category: { id: 1, category: "Uncategorized" },
    },
    { id: 3, start: "2026-11-01T07:00:00Z", label: "C", category: null },
  ];
  const made = project({ intercept: () => Response.json({ data: notes }) });

  await made.load("annotations").run();

  expect(made.rows("annotations")).toMatchObject([
    {
      id: "1",
      start: "2026-11-01T05:00:00.000Z",
      end: null,
      category_id: "2",
      category_name: "Releases",
    },
    { id: "2", end: "2026-11-02T00:00:00.000Z", category_id: "1", category_name: "Uncategorized" },
    { id: "3", label: "C" },
  ]);
});

test("an annotation that is gone leaves the table", async () => {
  const made = project();
  const pipeline = made.load("annotations");
  await pipeline.run();
  made.emulator.annotate("2026-11-20", "Launch");
  made.emulator.removeAnnotation();

  await pipeline.run();

  expect(made.rows("annotations").map(({ label }) => label)).toEqual(["Campaign", "Launch"]);
});

describe.each([
  ["events_list", "/api/2/events/list", { value: "Sign Up", totals: 1_000, id: "5000" }, 5],
  ["event_types", "/api/2/taxonomy/event", { event_type: "Sign Up", is_active: true }, 5],
  ["event_categories", "/api/2/taxonomy/category", { id: "412931", name: "Attribution" }, 1],
  [
    "event_properties",
    "/api/2/taxonomy/event-property",
    { event_type: "(all)", event_property: "title" },
    2,
  ],
  ["user_properties", "/api/2/taxonomy/user-property", { user_property: "gp:plan" }, 3],
  ["group_properties", "/api/2/taxonomy/group-property", { group_type: "company" }, 1],
  ["annotation_categories", "/api/3/annotation-categories", { id: "1", name: "Uncategorized" }, 1],
] as const)("%s", (stream, path, first, count) => {
  test("is one list", async () => {
    const made = project();

    await made.load(stream).run();

    expect(made.requests.map(({ url }) => url.pathname)).toEqual([path]);
    expect(made.rows(stream)).toHaveLength(count);
    expect(made.rows(stream)[0]).toMatchObject(first);
  });

  test("[RD-1] is none without its list", async () => {
    const made = project({ intercept: () => Response.json({ success: true, data: null }) });

    const report = await made.load(stream).run();

    expect(report.streams[0]?.error).toMatchObject({ code: "wrong_shape" });
  });
});
