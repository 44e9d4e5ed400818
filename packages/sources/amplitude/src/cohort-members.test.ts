import { describe, expect, test } from "vitest";
import { project, throughTime, type Interception } from "./project.fixture.ts";

type Made = ReturnType<typeof project>;

const paths = ({ requests }: Made): string[] => requests.splice(0).map(({ url }) => url.pathname);
const truthOf = ({ emulator: { cohorts } }: Made): string[] =>
  cohorts
    .list()
    .flatMap(({ id }) => cohorts.members(id).map((member) => `${id} ${member}`))
    .toSorted();
const loaded = ({ rows }: Made): string[] =>
  rows("cohort_members")
    .map((row) => `${String(row["cohort_id"])} ${String(row["amplitude_id"])}`)
    .toSorted();

test("each cohort is asked for, waited for and downloaded", async () => {
  const made = project({ project: { cohorts: 2, users: 4_000 } });

  const report = await made.load("cohort_members").run();

  expect(report.status).toBe("succeeded");
  expect(loaded(made).length).toBeGreaterThan(2_000);
  expect(loaded(made)).toEqual(truthOf(made));
  const row = made.rows("cohort_members").find(({ user_id }) => user_id === null);
  expect(row).toMatchObject({ amplitude_id: expect.stringMatching(/^\d+$/) });
  const { ledger } = made.emulator;
  expect(ledger.requests("/api/5/cohorts/request/{id}")).toBe(2);
  expect(ledger.requests("/api/5/cohorts/request-status/{id}")).toBe(6);
  expect(ledger.requests("/api/5/cohorts/request/{id}/file")).toBe(2);
  expect(ledger.requests("/{file}.csv")).toBe(2);
});

test("[HT-5] the keys go to Amplitude, and never to the server of the file", async () => {
  const made = project({ project: { cohorts: 1 } });

  await made.load("cohort_members").run();

  const away = made.requests.filter(({ url }) => url.host.endsWith("amazonaws.com"));
  expect(away).toHaveLength(1);
  expect(away[0]?.headers.has("authorization")).toBe(false);
  const home = made.requests.filter(({ url }) => url.host === "amplitude.com");
  expect(home.every(({ headers }) => headers.has("authorization"))).toBe(true);
});

test.each([
  ["none unless they are asked for", undefined, { props: "0" }, [[undefined], [undefined]]],
  [
    "those of the list",
    ["plan"],
    { props: "1", propKeys: "plan" },
    [["free", "team"], [undefined]],
  ],
  ["all", "all", { props: "1" }, [["free", "team"], ['Lon"don, UK']]],
] as const)("properties of members come: %s", async (_, memberProperties, query, values) => {
  const made = project({
    project: { cohorts: 1 },
    config: memberProperties === undefined ? {} : { memberProperties },
  });
  const [cohort] = made.emulator.cohorts.list();

  await made.load("cohort_members").run();

  expect(made.asked(`/request/${cohort?.id}`)).toEqual([query]);
  const valuesOf = (name: string): Set<unknown> =>
    new Set(made.rows("cohort_members").map((row) => row[name]));
  expect([valuesOf("plan"), valuesOf("City")]).toEqual(values.map((all) => new Set(all)));
});

test("a cohort that was not computed again costs nothing, and one that was loses who left", async () => {
  const made = project();
  const pipeline = made.load("cohort_members");
  await pipeline.run();
  await made.clock.advance(3_600_000);
  paths(made);

  await pipeline.run();
  expect(paths(made)).toEqual(["/api/3/cohorts"]);

  const [first, second] = made.emulator.cohorts.list();
  made.emulator.cohorts.leave(first?.id ?? "", 5);
  made.emulator.cohorts.remove(second?.id ?? "");
  await pipeline.run();
  expect(made.asked(`/cohorts/request/${first?.id}`)).toHaveLength(1);
  expect(loaded(made)).toEqual(truthOf(made));
});

test("only the cohorts of the config are read, archived ones too if they are named", async () => {
  const made = project();
  const [first, second, third] = made.emulator.cohorts.list().map(({ id }) => id);
  made.emulator.cohorts.archive(first ?? "");

  await made.load("cohort_members").run();
  const all = new Set(made.rows("cohort_members").map((row) => row["cohort_id"]));
  expect(all).toEqual(new Set([second, third]));

  const named = made.create({ cohortIds: [first ?? ""] });
  const found = new Set<string>();
  for await (const { cohort_id } of named.streams.cohort_members.read().records()) {
    found.add(cohort_id);
  }
  expect(found).toEqual(new Set([first]));
});

describe("a run that is cut", () => {
  test("while it waits goes on with the file that it asked for, and spends no other download", async () => {
    let fails = true;
    const made = project({
      project: { cohorts: 1 },
      intercept: ({ url }) =>
        fails && url.includes("request-status") ? new Response("{}", { status: 500 }) : undefined,
    });
    const pipeline = made.load("cohort_members");
    expect((await pipeline.run()).status).toBe("failed");
    fails = false;
    const [cohort] = made.emulator.cohorts.list();
    expect(made.asked(`/request/${cohort?.id}`)).toHaveLength(1);

    expect((await pipeline.run()).status).toBe("succeeded");

    expect(made.asked(`/request/${cohort?.id}`)).toEqual([]);
    expect(loaded(made)).toEqual(truthOf(made));
  });

  test("for longer than a week, or than Amplitude remembers, asks anew", async () => {
    for (const forget of [true, false]) {
      let fails = true;
      const made = project({
        project: { cohorts: 1 },
        intercept: ({ url }) =>
          fails && url.endsWith("/file") ? new Response("{}", { status: 500 }) : undefined,
      });
      const pipeline = made.load("cohort_members");
      await pipeline.run();
      fails = false;
      if (forget) made.emulator.cohorts.forgetRequests();
      else await made.clock.advance(7 * 86_400_000);
      const [cohort] = made.emulator.cohorts.list();
      made.asked("");

      expect((await pipeline.run()).status).toBe("succeeded");

      expect(made.asked(`/request/${cohort?.id}`)).toHaveLength(1);
      expect(loaded(made)).toEqual(truthOf(made));
    }
  });
});

test("a file that is not ready in time ends the run incomplete, with the time to go on", async () => {
  const made = project({ project: { cohorts: 1 }, config: { cohortTimeoutMs: 60_000 } });
  made.emulator.cohorts.readyAfter(1_000);
  const pipeline = made.load("cohort_members");

  expect(await throughTime(made, pipeline)).toBe("partial");
  const polls = made.asked("/request-status/r1");
  made.emulator.cohorts.readyAfter(0);
  const second = await pipeline.run();

  // After 2, 4, 8, 16 and 30 seconds, then it is too late.
  expect(polls).toHaveLength(6);
  expect(second.status).toBe("succeeded");
  expect(made.emulator.ledger.requests("/api/5/cohorts/request/{id}")).toBe(1);
});

test("a file that Amplitude fails to make is asked for once more, then the cohort fails", async () => {
  const failed: Interception = ({ url }) =>
    url.includes("request-status")
      ? Response.json({ request_id: "r", async_status: "JOB FAILED" })
      : undefined;
  const made = project({ project: { cohorts: 1 }, intercept: failed });

  const report = await made.load("cohort_members").run();

  expect(made.emulator.ledger.requests("/api/5/cohorts/request/{id}")).toBe(2);
  expect(report.streams[0]?.error?.message).toMatch(/could not make the file.*JOB FAILED/);
});

describe("a file that cannot be read", () => {
  const file =
    (answer: () => Response): Interception =>
    ({ url }) =>
      url.includes("/file") ? answer() : undefined;

  test.each([
    ["names no ids", "id,user\n1,2\n", "wrong_shape"],
    ["is a page of HTML", "<html></html>", "wrong_shape"],
    ["is empty", "", "wrong_shape"],
    ["has a short row", "amplitude_id,user_id\n1,a\n2\n", "wrong_shape"],
    ["ends within quotes", 'amplitude_id,user_id\n1,"a\n', "truncated"],
  ])("%s", async (_, body, code) => {
    const made = project({ project: { cohorts: 1 }, intercept: file(() => new Response(body)) });

    const report = await made.load("cohort_members").run();

    expect(report.streams[0]?.error).toMatchObject({ code });
    expect(made.rows("cohort_members")).toEqual([]);
  });

  test("[RT-6] at its beginning is asked for as often as any answer, and not again by the engine", async () => {
    const intercept = file(() => new Response("<html></html>"));
    const made = project({ project: { cohorts: 1 }, intercept });

    await made.load("cohort_members").run();

    expect(made.asked("/file")).toHaveLength(5);
  });

  test("because its link is a minute old is asked for by a new one", async () => {
    let count = 0;
    const made = project({
      project: { cohorts: 1 },
      intercept: async (request) => {
        if (!request.url.includes("amazonaws.com") || (count += 1) > 1) return undefined;
        const old = request.url.replace(/X-Amz-Date=\d+/, "X-Amz-Date=0");
        return made.emulator.fetch(new Request(old));
      },
    });

    expect((await made.load("cohort_members").run()).status).toBe("succeeded");
    expect(loaded(made)).toEqual(truthOf(made));
  });
});

test("the files are used as they come in small pieces, and where Amplitude sends them at once", async () => {
  const made = project({
    project: { cohorts: 1 },
    intercept: ({ url }) =>
      url.includes("/file")
        ? new Response('amplitude_id,user_id,note\r\n1,,"a ""b""\nc"\r\n2,u,\r\n3,v,x')
        : undefined,
  });

  await made.load("cohort_members").run();

  expect(
    made
      .rows("cohort_members")
      .map(({ amplitude_id, user_id, note }) => [amplitude_id, user_id, note]),
  ).toEqual([
    ["1", null, 'a "b"\nc'],
    ["2", "u", ""],
    ["3", "v", "x"],
  ]);
});
