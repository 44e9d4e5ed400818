import { expect, test } from "vitest";
import { asking } from "./ask.fixture.ts";

const engage = "/api/query/engage";
const idsIn = (body: Readonly<Record<string, unknown>>): string[] => {
  const results: unknown = body["results"];
  return Array.isArray(results)
    ? results.map((one: unknown) => String(Reflect.get(Object(one), "$distinct_id")))
    : [];
};

test("profiles come a thousand a page, in one session that the first page opens", async () => {
  const { ask, emulator } = asking();

  const first = await ask(engage, {}, {});
  const session_id = String(first.body["session_id"]);
  expect(first.body).toMatchObject({ page: 0, page_size: 1_000, total: 2_500, status: "ok" });
  const second = await ask(engage, {}, { session_id, page: "1" });
  const third = await ask(engage, {}, { session_id, page: "2" });

  expect(second.body).not.toHaveProperty("total");
  expect([first, second, third].flatMap(({ body }) => idsIn(body))).toEqual(emulator.ids());
});

test("a session keeps what its first page found, whatever changes meanwhile", async () => {
  const { ask, emulator } = asking({ pageSize: 1_500 });
  const before = emulator.ids();
  const first = await ask(engage, {}, {});
  emulator.people.remove(5);
  emulator.people.add(5);

  const session_id = String(first.body["session_id"]);
  const second = await ask(engage, {}, { session_id, page: "1" });

  expect([...idsIn(first.body), ...idsIn(second.body)]).toEqual(before);
});

test("a later page without a session, and a session that has ended, are refused", async () => {
  const { ask, emulator, clock } = asking();
  expect((await ask(engage, {}, { page: "1" })).status).toBe(400);

  for (const end of [() => emulator.expireSessions(), () => void (clock.at += 900_001)]) {
    const session_id = String((await ask(engage, {}, {})).body["session_id"]);
    end();
    expect((await ask(engage, {}, { session_id, page: "1" })).status).toBe(400);
  }
});

test("those seen since are found, those never seen are not", async () => {
  const { ask, emulator, clock } = asking();
  clock.at += 86_400_000;
  const seen = emulator.people.see(12);

  const where = 'properties["$last_seen"] >= "2026-11-25T00:00:00"';
  const { body } = await ask(engage, {}, { where });

  expect(idsIn(body)).toEqual(seen);
  expect((await ask(engage, {}, { where: "true" })).status).toBe(400);
});

test("a cohort's members are as many as it says, and change when they are told to leave", async () => {
  const { ask, emulator } = asking({ project: { profiles: 300 } });
  const members = async (): Promise<string[]> =>
    idsIn((await ask(engage, {}, { filter_by_cohort: '{"id":1000}' })).body);
  expect(await members()).toEqual(emulator.ids(1_000));
  expect(emulator.people.cohorts()[0]?.count).toBe((await members()).length);

  emulator.people.leave(1_000, 4);

  expect(await members()).toEqual(emulator.ids(1_000));
  expect((await ask(engage, {}, { filter_by_cohort: '{"id":5}' })).status).toBe(400);
});

test("only the properties that are asked for come", async () => {
  const { ask } = asking({ project: { profiles: 1 } });

  const { body } = await ask(engage, {}, { output_properties: '["$email"]' });

  expect(body["results"]).toEqual([
    { $distinct_id: "user-0", $properties: { $email: "user0@example.com" } },
  ]);
});
