import { from } from "@brain/core";
import { expect, test } from "vitest";
import { project } from "./project.fixture.ts";

const idsOf = (rows: readonly Readonly<Record<string, unknown>>[]): string[] =>
  rows.map((row) => String(row["distinct_id"])).toSorted();

test("the first run reads all profiles, a thousand a page of one session", async () => {
  const made = project();

  const report = await made.load("profiles").run();

  expect(report.status).toBe("succeeded");
  expect(idsOf(made.rows("profiles"))).toEqual(made.emulator.ids().toSorted());
  const asked = made.asked("/engage");
  expect(asked.map(({ page }) => page)).toEqual([undefined, "1", "2"]);
  expect(asked[1]?.["session_id"]).toBeTruthy();
  expect(asked[2]?.["session_id"]).toBe(asked[1]?.["session_id"]);
});

test("[airbyte#40583] [airbyte#40607] [airbyte#12209] a later run asks for those seen since, and for no others", async () => {
  const made = project();
  const pipeline = made.load("profiles");
  await pipeline.run();
  made.asked("/engage");
  await made.clock.advance(2 * 86_400_000);
  const seen = made.emulator.people.see(40);
  made.emulator.people.add(3);

  const report = await pipeline.run();

  // The page, and what was seen on the day before the last one seen.
  expect(made.asked("/engage")).toEqual([
    expect.objectContaining({
      where: expect.stringMatching(/^properties\["\$last_seen"\] >= "2026-11-23T08:\d\d:\d\d"$/),
    }),
  ]);
  expect(report.streams[0]?.read).toBeLessThan(300);
  const rows = made.rows("profiles");
  expect(idsOf(rows)).toEqual(made.emulator.ids().toSorted());
  const changed = rows.filter((row) => row["plan"] === "changed");
  expect(idsOf(changed)).toEqual(expect.arrayContaining(seen));
  expect(changed).toHaveLength(43);
});

test("all are read again after a week, since a profile that was never seen is found in no search", async () => {
  const made = project({ project: { profiles: 30 } });
  const pipeline = made.load("profiles");
  const wheres = async (): Promise<unknown[]> => {
    await pipeline.run();
    return made.asked("/engage").map(({ where }) => where);
  };

  expect(await wheres()).toEqual([undefined]);
  await made.clock.advance(6 * 86_400_000);
  expect(await wheres()).toEqual([expect.any(String)]);
  await made.clock.advance(86_400_000);
  expect(await wheres()).toEqual([undefined]);
});

test("with mirror those who were deleted go", async () => {
  const made = project({ project: { profiles: 60 } });
  const pipeline = made.pipeline(
    from(made.source.streams.profiles).into("profiles", { mode: "mirror" }),
  );
  await pipeline.run();
  const gone = made.emulator.people.remove(4);
  await made.clock.advance(3_600_000);

  await pipeline.run();

  const ids = idsOf(made.rows("profiles"));
  expect(ids).toEqual(made.emulator.ids().toSorted());
  expect(ids).not.toContain(gone[0]);
});

test("a session that ended in the middle is begun anew, and nothing is missing", async () => {
  const made = project({
    intercept(_, count) {
      if (count === 2) made.emulator.expireSessions();
      return undefined;
    },
  });

  const report = await made.load("profiles").run();

  expect(report.status).toBe("succeeded");
  expect(made.asked("/engage").map(({ page }) => page)).toEqual([
    undefined,
    "1",
    undefined,
    "1",
    "2",
  ]);
  expect(idsOf(made.rows("profiles"))).toEqual(made.emulator.ids().toSorted());
});

test("[CP-6] a run that was cut goes on in its session for a quarter of an hour, then from the first page", async () => {
  for (const [pauseMs, pages] of [
    [60_000, ["1", "2"]],
    [1_800_000, [undefined, "1", "2"]],
  ] as const) {
    let fails = true;
    const made = project({
      intercept: (_, count) => (fails && count > 1 ? new Response("", { status: 503 }) : undefined),
    });
    const pipeline = made.load("profiles");
    expect((await pipeline.run()).status).not.toBe("succeeded");
    fails = false;
    made.asked("/engage");
    await made.clock.advance(pauseMs);

    await pipeline.run();

    expect(made.asked("/engage").map(({ page }) => page)).toEqual(pages);
    expect(idsOf(made.rows("profiles"))).toEqual(made.emulator.ids().toSorted());
  }
});

test("[RD-3] a page that is not the one that was asked for is an error", async () => {
  const first = await project()
    .emulator.fetch(signed("https://mixpanel.com/api/query/engage?project_id=2529987"))
    .then((answer) => answer.text());
  const made = project({ intercept: () => new Response(first) });

  const report = await made.load("profiles").run();

  expect(report.streams[0]?.error).toMatchObject({ code: "pagination_loop" });
});

test("[estuary#2244] [MM-1] members of a large cohort come page by page, and only the properties asked for", async () => {
  const made = project({
    project: { profiles: 9_000, cohorts: 1 },
    config: { profileProperties: ["$email"] },
  });

  const sizes: number[] = [];
  for await (const page of made.source.streams.cohort_members.read()) {
    sizes.push(page.records.length);
    for (const record of page.records) {
      expect(Object.keys(record).toSorted()).toEqual(["$email", "cohort_id", "distinct_id"]);
    }
  }

  expect(Math.max(...sizes)).toBe(1_000);
  expect(made.asked("/engage")[0]).toMatchObject({
    output_properties: '["$email"]',
    filter_by_cohort: '{"id":1000}',
  });
});

test("[airbyte#11227] every member names the cohort, and who left it goes", async () => {
  const made = project();
  const pipeline = made.load("cohort_members");
  await pipeline.run();
  for (const cohort of ["1000", "1001", "1002"]) {
    const members = made.rows("cohort_members").filter((row) => row["cohort_id"] === cohort);
    expect(idsOf(members)).toEqual(made.emulator.ids(Number(cohort)).toSorted());
  }
  made.emulator.people.leave(1_001, 5);
  made.emulator.people.removeCohort(1_002);

  await pipeline.run();

  const left = made.rows("cohort_members");
  const members = left.filter((row) => row["cohort_id"] === "1001");
  expect(idsOf(members)).toEqual(made.emulator.ids(1_001).toSorted());
  expect(left.filter((row) => row["cohort_id"] === "1002")).toEqual([]);
});

test("a member without a profile is one, too, and ids are text", async () => {
  const made = project({
    intercept: (request) =>
      request.url.includes("/engage")
        ? Response.json({
            page: 0,
            page_size: 1_000,
            results: [
              { $distinct_id: 4 },
              { $distinct_id: "5", $properties: { distinct_id: "x" } },
            ],
          })
        : undefined,
    project: { cohorts: 1 },
  });

  await made.load("cohort_members").run();

  expect(made.rows("cohort_members")).toMatchObject([
    { cohort_id: "1000", distinct_id: "4" },
    { cohort_id: "1000", distinct_id: "5", _distinct_id: "x" },
  ]);
});

function signed(url: string): Request {
  const authorization = `Basic ${btoa("reader.a1b2c3.mp-service-account:sandbox-mixpanel-service-secret")}`;
  return new Request(url, { method: "POST", headers: { authorization } });
}
