import { expect, test } from "vitest";
import { site } from "./site.fixture.ts";

/** So many turns of the event loop's own queue an answer takes, in which others are asked for. */
const TURNS = 100;

/** The body of a page. */
const listOf = (ids: readonly number[], pagination?: object): Response =>
  Response.json({
    items: ids.map((id) => ({ id })),
    ...(pagination === undefined ? {} : { meta: { pagination } }),
  });
const pageIn = ({ url }: Request): number => Number(new URL(url).searchParams.get("page"));

test("pages of 250 are asked for at the same time, once it is known that they come", async () => {
  let underWay = 0;
  let most = 0;
  const made = site({
    site: { users: 2_100 },
    intercept: async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      for (let turn = 0; turn < TURNS; turn += 1) await Promise.resolve();
      underWay -= 1;
      return undefined;
    },
  });

  await made.load("users").run();

  expect(made.idsIn("users")).toHaveLength(2_100);
  expect(made.asked("/users").map(({ page, limit }) => [page, limit])).toEqual(
    Array.from({ length: 9 }, (_, index) => [String(index + 1), "250"]),
  );
  expect(most).toBeGreaterThan(1);
});

test.each([0, 1, 249, 250, 251, 500])(
  "[lifterlms#2310] a list of %i ends where it ends: no page is left out, none is asked for in vain",
  async (orders) => {
    const made = site({ site: { orders } });

    await made.load("orders").run();

    expect(made.idsIn("orders")).toHaveLength(orders);
    expect(made.requests).toHaveLength(Math.max(1, Math.ceil(orders / 250)));
  },
);

test("[lifterlms#2310] a count of pages that is too small ends nothing while there is a next page", async () => {
  const made = site({
    intercept: (request) => {
      const page = pageIn(request);
      return listOf([page], {
        current_page: page,
        next_page: page < 4 ? page + 1 : null,
        total_pages: 1,
        total_items: 4,
      });
    },
  });

  await made.load("orders").run();

  expect(made.idsIn("orders")).toEqual(["1", "2", "3", "4"]);
});

test("[lifterlms#2310] where no count of pages is given, the page without a next one is the last", async () => {
  const made = site({
    intercept: (request) => {
      const page = pageIn(request);
      return listOf([page], { current_page: page, next_page: page < 3 ? page + 1 : null });
    },
  });

  await made.load("orders").run();

  expect(made.idsIn("orders")).toEqual(["1", "2", "3"]);
  expect(made.requests).toHaveLength(3);
});

test("a list that says nothing of its pages is read to the first empty one", async () => {
  const made = site({
    intercept: (request) => listOf(pageIn(request) > 3 ? [] : [pageIn(request)]),
  });

  await made.load("orders").run();

  expect(made.idsIn("orders")).toEqual(["1", "2", "3"]);
});

test("[RD-3] another page than the one that was asked for is an error, not a part of the list", async () => {
  const made = site({
    site: { orders: 900 },
    intercept: (request) => {
      if (pageIn(request) !== 3) return undefined;
      const url = new URL(request.url);
      url.searchParams.set("page", "1");
      return made.emulator.fetch(new Request(url, request));
    },
  });

  const report = await made.load("orders").run();

  expect(report.streams[0]?.error).toMatchObject({
    code: "pagination_loop",
    message: "Page 3 of a list was asked for, and page 1 came.",
  });
});

test("[RD-5] a list that becomes shorter while it is read is read once more, and is whole", async () => {
  let isFirst = true;
  const made = site({
    site: { orders: 0, users: 800 },
    intercept: (request) => {
      if (pageIn(request) !== 2 || !isFirst) return undefined;
      isFirst = false;
      for (const id of made.emulator.userIds().slice(0, 3)) made.emulator.removeUser(id);
      return undefined;
    },
  });

  const pipeline = made.load("users");
  const report = await pipeline.run();

  const left = made.emulator.userIds().map(String);
  expect(report.status).toBe("succeeded");
  expect(new Set(made.idsIn("users"))).toEqual(new Set([...left, "50001", "50002", "50003"]));
  // Those were there when the run began; the next one finds them gone.
  await made.clock.advance(7_200_000);
  await pipeline.run();
  expect(made.idsIn("users")).toEqual(left.toSorted());
});

test("[RD-5] courses of a list that moved are a partition each, and only one", async () => {
  let isFirst = true;
  const made = site({
    site: { courses: 300 },
    intercept: (request) => {
      if (pageIn(request) !== 2 || !isFirst) return undefined;
      isFirst = false;
      made.emulator.removeCourse(100_001);
      return undefined;
    },
  });

  const window = { to: "2026-11-24T00:00:00Z" };
  const keys: string[] = [];
  for await (const { key } of made.source.streams.chapters.open({}).partitions({ window })) {
    keys.push(key);
  }

  expect(keys).toHaveLength(300);
  expect(new Set(keys).size).toBe(300);
});
