import { expect, test } from "vitest";
import { asking, type Asked } from "./ask.fixture.ts";

const textOf = ({ bytes }: Asked): string => new TextDecoder().decode(bytes);

test("a cohort is asked for, made, and downloaded from another server that bears no keys", async () => {
  const { ask, emulator, clock } = asking({ project: { users: 100, cohorts: 1 } });
  const [cohort] = emulator.cohorts.list();

  const asked = await ask(`/api/5/cohorts/request/${cohort?.id}`, { props: "1", propKeys: "plan" });
  expect([asked.status, asked.body]).toEqual([202, { request_id: "r1", cohort_id: cohort?.id }]);
  const polls = [];
  for (let poll = 0; poll < 3; poll += 1) polls.push(await ask("/api/5/cohorts/request-status/r1"));
  expect(polls.map(({ status, body }) => [status, body["async_status"]])).toEqual([
    [202, "JOB INPROGRESS"],
    [202, "JOB INPROGRESS"],
    [200, "JOB COMPLETED"],
  ]);
  const file = await ask("/api/5/cohorts/request/r1/file");
  expect(file.status).toBe(302);
  const link = file.headers.get("location") ?? "";
  expect(textOf(await ask(link))).toContain("Only one auth mechanism");
  const [header, ...rows] = textOf(await ask(link, {}, ""))
    .trimEnd()
    .split("\n");
  expect(header).toBe("amplitude_id,user_id,plan");
  expect(rows.map((row) => row.split(",")[0])).toEqual(emulator.cohorts.members(cohort?.id ?? ""));
  expect(cohort?.size).toBe(rows.length);

  clock.at += 61_000;
  expect(textOf(await ask(link, {}, ""))).toContain("Request has expired");
});

test("elsewhere than at Amplitude's hosts the file comes at once", async () => {
  const { ask, emulator } = asking({ project: { users: 100, cohorts: 1 } });
  const [cohort] = emulator.cohorts.list();
  await ask(`/api/5/cohorts/request/${cohort?.id}`);

  const file = await ask("http://127.0.0.1:1234/api/5/cohorts/request/r1/file");

  expect(textOf(file)).toMatch(/^amplitude_id,user_id\n550106/);
});

test("changes are seen, and cohorts asked for are counted", async () => {
  const { ask, emulator, clock } = asking({ limits: { cohortsPer10Minutes: 1 } });
  const [first, second, third] = emulator.cohorts.list();
  clock.at += 60_000;
  emulator.cohorts.leave(first?.id ?? "", 2);
  emulator.cohorts.rename(second?.id ?? "", "New name");
  emulator.cohorts.remove(third?.id ?? "");

  const after = emulator.cohorts.list();
  expect(after.map(({ size }) => size)).toEqual([(first?.size ?? 0) - 2, second?.size]);
  expect(after[1]?.name).toBe("New name");
  expect(after[0]?.lastComputed).toBe(Math.floor(clock.at / 1_000));
  expect((await ask(`/api/5/cohorts/request/${first?.id}`)).status).toBe(202);
  expect((await ask(`/api/5/cohorts/request/${first?.id}`)).status).toBe(429);
  emulator.cohorts.forgetRequests();
  expect((await ask("/api/5/cohorts/request-status/r1")).status).toBe(404);
});
