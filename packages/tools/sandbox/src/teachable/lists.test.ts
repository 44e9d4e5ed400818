import { expect, test } from "vitest";
import { asking } from "./ask.fixture.ts";

test("pages have 20, of plans 5, at most 100; beyond the end there is an empty one with its account", async () => {
  const { ask, list } = asking({ school: { users: 230, pricingPlans: 7 } });

  expect(await list("/users", "users")).toHaveLength(20);
  expect(await list("/pricing_plans", "pricing_plans")).toHaveLength(5);
  expect(await list("/users?per=500", "users")).toHaveLength(100);
  expect((await ask("/users?per=100&page=3")).body["meta"]).toEqual({
    total: 230,
    page: 3,
    from: 201,
    to: 230,
    per_page: 100,
    number_of_pages: 3,
  });
  expect((await ask("/users?per=100&page=4")).body).toMatchObject({
    users: [],
    meta: { total: 230, from: 0, to: 0 },
  });
});

test("page numbers end at 10,000 users, ids do not", async () => {
  const { ask, list } = asking({ limits: "off", school: { users: 10_150 } });

  expect((await ask("/users?per=100&page=100")).status).toBe(200);
  expect((await ask("/users?per=100&page=101")).status).toBe(422);
  expect(await list("/users?per=100&search_after=60000", "users")).toHaveLength(100);
  expect(await list("/users?per=100&search_after=60100", "users")).toHaveLength(50);
  expect(await list("/users?per=100&search_after=60150", "users")).toEqual([]);
});

test("users that are gone are in no page, and an address finds its user", async () => {
  const { list, emulator } = asking({ school: { users: 30 } });
  emulator.removeUser(50_002);
  emulator.renameUser(50_003, "Renamed");

  const users = await list("/users?per=2", "users");

  expect(users).toMatchObject([{ id: 50_001 }, { id: 50_003, name: "Renamed" }]);
  expect(await list("/users?email=user4@example.com", "users")).toMatchObject([{ id: 50_005 }]);
});

test("enrollments are sorted and filtered by the second, and the size of the page is not told", async () => {
  const { ask, list } = asking({ school: { users: 200 } });
  const path = "/courses/100001/enrollments?per=100&sort_direction=asc";
  const all = await list(path, "enrollments");
  const times = all.map((one) => String(one["enrolled_at"]));
  expect(times).toEqual(times.toSorted());
  expect((await ask(path)).body["meta"]).toMatchObject({ per_page: 0 });

  const after = await list(`${path}&enrolled_in_after=${times[20]}`, "enrollments");

  expect(after).toEqual(all.filter((one) => String(one["enrolled_at"]) > (times[20] ?? "")));
});

test("of sales the start is left out and the end is in it", async () => {
  const { list } = asking({ school: { transactions: 50 } });
  const all = await list("/transactions?per=100", "transactions");
  const times = all.map((one) => String(one["purchased_at"])).toSorted();

  const some = await list(
    `/transactions?per=100&start=${times[10]}&end=${times[20]}`,
    "transactions",
  );

  expect(some.map((one) => String(one["purchased_at"])).toSorted()).toEqual(times.slice(11, 21));
});
