import { from } from "@brain/core";
import { expect, test } from "vitest";
import { school } from "./school.fixture.ts";

test("[RD-6] users beyond the 10,000 that page numbers reach are read, by the id of the last one", async () => {
  const made = school({ school: { users: 10_250 } });

  const report = await made.passing(made.load("users").run());

  expect(report.status).toBe("succeeded");
  expect(made.rows("users")).toHaveLength(10_250);
  const queries = made.asked("/users");
  // The last page cannot be told from others with this paging: an empty one follows.
  expect(queries).toHaveLength(104);
  expect(queries[0]).toEqual({ per: "100" });
  expect(queries[1]).toEqual({ per: "100", search_after: "50100" });
});

test("a later run asks for users after the last one only", async () => {
  const made = school({ school: { users: 130 } });
  const pipeline = made.load("users");
  await pipeline.run();
  const added = made.emulator.addUsers(3);
  made.asked();
  await made.clock.advance(3_600_000);

  await pipeline.run();

  expect(made.asked("/users").map((query) => query["search_after"])).toEqual(["50130", "50133"]);
  expect(made.rows("users")).toHaveLength(133);
  expect(made.rows("users").at(-1)).toMatchObject({ id: String(added[2]) });
});

test("a new name is seen once all users are read again, after `userRefreshDays`", async () => {
  const made = school({ school: { users: 130 }, config: { userRefreshDays: 3 } });
  const pipeline = made.load("users");
  await pipeline.run();
  made.emulator.renameUser(50_002, "Renamed");
  const nameOf = (): unknown => made.rows("users").find(({ id }) => id === "50002")?.["name"];

  await made.days(1);
  await pipeline.run();
  expect(nameOf()).not.toBe("Renamed");
  await made.days(2);
  await pipeline.run();

  expect(nameOf()).toBe("Renamed");
});

test("`mirror` loses users that are gone", async () => {
  const made = school({ school: { users: 130 } });
  const pipeline = made.pipeline(from(made.source.streams.users).into("users", { mode: "mirror" }));
  await pipeline.run();
  made.emulator.removeUser(50_007);

  await pipeline.run();

  expect(made.rows("users")).toHaveLength(129);
});

test("where ids come in another order nobody newer is passed over: each run reads all", async () => {
  const order = [7, 9, 3];
  const made = school({
    intercept(url) {
      const after = Number(url.searchParams.get("search_after") ?? "0");
      const next = order[order.indexOf(after) + 1];
      const users = next === undefined ? [] : [{ id: next, name: null, email: "a@example.com" }];
      return Response.json({ users, meta: { page: 1, number_of_pages: 3 } });
    },
  });
  const pipeline = made.load("users");
  await pipeline.run();
  order.unshift(5);

  await pipeline.run();

  expect(made.rows("users").map(({ id }) => id)).toEqual(["7", "9", "3", "5"]);
});

test("a killed reading goes on after the last user that was durable", async () => {
  const made = school({ school: { users: 450 } });
  let positions = {};
  let read = 0;
  for await (const page of made.source.streams.users.read({
    window: { to: "2026-11-24T08:00:00Z" },
  })) {
    read += page.records.length;
    if (read === 200) {
      positions = { all: page.position };
      break;
    }
  }
  made.asked();
  await made.days(1);

  for await (const page of made.source.streams.users.read({ positions }))
    read += page.records.length;

  expect(read).toBe(450);
  expect(made.asked("/users")[0]).toEqual({ per: "100", search_after: "50200" });
});

test("details are read one by one, twenty durable together; who is gone meanwhile is left out, with a warning", async () => {
  const warnings: string[] = [];
  const ignore = (): void => undefined;
  const made = school({
    school: { users: 45 },
    log: { debug: ignore, info: ignore, error: ignore, warn: (text) => void warnings.push(text) },
    intercept(url) {
      if (url.pathname.endsWith("/users/50030")) made.emulator.removeUser(50_030);
      return undefined;
    },
  });

  const report = await made.passing(made.load("user_details").run());

  expect(report.status).toBe("succeeded");
  expect(made.rows("user_details")).toHaveLength(44);
  expect(warnings.join()).toContain("Teachable has no user 50030 any more");
  const [row] = made.rows("user_details");
  expect(row).toMatchObject({ id: "50001", role: expect.any(String), email: "user0@example.com" });
  expect(row?.["courses"]).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ course_id: "100001", is_active_enrollment: true }),
    ]),
  );
});

test("an enrollment that has ended shows in the user's courses", async () => {
  const made = school({ school: { users: 30, courses: 1 } });
  const [user = 0] = made.emulator.enrolled(100_001);
  made.emulator.unenroll(100_001, user);

  await made.load("user_details").run();

  const row = made.rows("user_details").find(({ id }) => id === String(user));
  expect(row?.["courses"]).toMatchObject([{ course_id: "100001", is_active_enrollment: false }]);
});
