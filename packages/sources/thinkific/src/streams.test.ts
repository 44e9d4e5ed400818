import { maskDeclared, type Stream } from "@brain/core";
import { expect, test } from "vitest";
import { site } from "./site.fixture.ts";
import { toRecord } from "./to-record.ts";

const HOUR_MS = 3_600_000;

test("[Pipedream#10990] [Pipedream#11212] [Pipedream#3808] every stream is there and has records, without a paid account", async () => {
  const { source, emulator } = site();

  const counts: Record<string, number> = {};
  for (const [name, stream] of Object.entries<Stream>(source.streams)) {
    let count = 0;
    for await (const page of stream.read()) count += page.records.length;
    counts[name] = count;
  }

  expect(counts).toEqual({
    courses: 6,
    chapters: 24,
    contents: 120,
    course_reviews: 48,
    users: 300,
    enrollments: 700,
    products: 8,
    bundles: 2,
    collections: 2,
    orders: 400,
    promotions: 4,
    coupons: 24,
    groups: 3,
    group_users: expect.any(Number),
    group_analysts: 6,
    instructors: 3,
    custom_profile_field_definitions: 3,
  });
  expect(emulator.ledger.entries.every(({ status }) => status === 200)).toBe(true);
});

test("users are records, not the envelope around them", async () => {
  const made = site({ site: { users: 3 } });

  await made.load("users").run();

  expect(made.rows("users")[1]).toMatchObject({
    id: "50002",
    email: "user1@example.com",
    full_name: "User No. 1",
    created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    custom_profile_fields: [
      { id: "11", custom_profile_field_definition_id: "1", label: "Country" },
    ],
  });
});

test("promotions, and coupons of one promotion, go on behind the first page", async () => {
  const made = site({ site: { promotions: 260, coupons: 1 } });
  const many = site({ site: { promotions: 2, coupons: 300 } });

  await made.load("promotions").run();
  await many.load("coupons").run();

  expect(made.idsIn("promotions")).toHaveLength(260);
  expect(many.idsIn("coupons")).toHaveLength(600);
  expect(new Set(many.rows("coupons").map((row) => row["promotion_id"]))).toEqual(
    new Set(["601", "602"]),
  );
});

test("[migratelms] with 120 requests a minute the chapters of every course are read, not those of the first ones", async () => {
  const made = site({ limits: "vendor", site: { courses: 140, chapters: 1 } });

  const report = await made.load("chapters").run();

  expect(report.status).toBe("succeeded");
  expect(made.idsIn("chapters")).toHaveLength(140);
  expect(made.emulator.ledger.entries.filter(({ status }) => status === 429)).toEqual([]);
});

test("chapters and contents name their course; pages are numbers, not offsets", async () => {
  const made = site({ site: { courses: 1, chapters: 260, contents: 1 } });

  await made.load("chapters").run();
  const pages = made.asked("/chapters").map(({ page }) => page);
  await made.load("contents").run();

  expect(pages).toEqual(["1", "2"]);
  expect(made.idsIn("chapters")).toHaveLength(260);
  expect(made.idsIn("contents")).toHaveLength(260);
  expect(made.rows("contents")[0]).toMatchObject({
    course_id: "100001",
    chapter_id: expect.any(String),
    contentable_type: expect.any(String),
  });
});

test("contents of a course go on behind the last chapter that was read", async () => {
  let cut = true;
  const made = site({
    site: { courses: 1, chapters: 6, contents: 2 },
    intercept: ({ url }) =>
      cut && url.includes("/chapters/1000004/") ? new Response("", { status: 400 }) : undefined,
  });
  const pipeline = made.load("contents");
  expect((await pipeline.run()).status).toBe("failed");
  cut = false;
  made.requests.splice(0);

  await pipeline.run();

  const chapters = made.requests.map(({ url }) => url.pathname.split("/").at(-2));
  expect(chapters).toEqual(["v1", "1000004", "1000005", "1000006"]);
  expect(made.idsIn("contents")).toHaveLength(12);
});

test("an answer about another chapter is none", async () => {
  const made = site({
    site: { courses: 1, chapters: 2 },
    intercept: (request) =>
      request.url.includes("/chapters/1000002/")
        ? made.emulator.fetch(
            new Request(request.url.replace("1000002", "1000001"), { headers: request.headers }),
          )
        : undefined,
  });

  const report = await made.load("contents").run();

  expect(report.streams[0]?.error).toMatchObject({ code: "wrong_shape" });
});

test("courses, chapters and users that are gone go from their tables, with what was below them", async () => {
  const made = site();
  const pipelines = (["courses", "contents", "course_reviews", "users"] as const).map((name) =>
    made.load(name),
  );
  for (const pipeline of pipelines) await pipeline.run();
  const [course = 0] = made.emulator.courseIds();
  const [user = 0] = made.emulator.userIds();
  made.emulator.removeCourse(course);
  made.emulator.removeUser(user);
  made.emulator.removeChapter(1_001_001);
  await made.clock.advance(2 * HOUR_MS);

  for (const pipeline of pipelines) await pipeline.run();

  expect(made.idsIn("courses")).toHaveLength(5);
  expect(made.idsIn("users")).toHaveLength(299);
  expect(made.idsIn("contents")).toHaveLength(5 * 20 - 5);
  expect(made.idsIn("course_reviews")).toHaveLength(40);
});

test("a course that goes while its chapters are read has none, and is no error", async () => {
  const made = site({
    intercept: ({ url }) => {
      if (url.includes("/courses/100003/")) made.emulator.removeCourse(100_003);
      return undefined;
    },
  });

  const report = await made.load("chapters").run();

  expect(report.status).toBe("succeeded");
  expect(made.idsIn("chapters")).toHaveLength(20);
});

test("bundles are found by their products, a bundle that is gone is passed over", async () => {
  const made = site({
    site: { bundles: 3 },
    intercept: ({ url }) =>
      url.endsWith("/bundles/8002")
        ? Response.json({ error: "Record not found." }, { status: 404 })
        : undefined,
  });

  const report = await made.load("bundles").run();

  expect(report.status).toBe("succeeded");
  expect(made.rows("bundles")).toMatchObject([
    { id: "8001", course_ids: ["100001", "100002"] },
    { id: "8003" },
  ]);
});

test("members of a group are pairs of ids, and nothing personal", async () => {
  const made = site({ site: { users: 700, groups: 2 } });

  await made.load("group_users").run();
  await made.load("group_analysts").run();

  const members = made
    .rows("group_users")
    .map((row) => `${String(row["group_id"])}|${String(row["user_id"])}`);
  expect(new Set(members).size).toBe(members.length);
  expect(members.length).toBeGreaterThan(200);
  expect(members.every((pair) => /^3[12]\|50\d{3}$/.test(pair))).toBe(true);
  expect(Object.keys(made.source.streams.group_users.info.pii ?? {})).toEqual([]);
  expect(made.rows("group_analysts")).toHaveLength(4);
});

test("an order's instant has one name, its dollars stay text, and what changes later is seen", async () => {
  const [spaced, usual] = [site({ orderKey: "created at" }), site()];
  const pipeline = usual.load("orders");
  await spaced.load("orders").run();
  await pipeline.run();

  expect(spaced.rows("orders")).toEqual(usual.rows("orders"));
  expect(usual.rows("orders")[0]).toMatchObject({
    amount_dollars: expect.stringMatching(/^\d+\.\d$/),
    amount_cents: expect.any(Number),
    status: "complete",
    items: [{ product_id: "2001" }],
  });

  const [first = 0] = usual.emulator.orderIds();
  usual.emulator.refund(first);
  usual.emulator.sell(3);
  await usual.clock.advance(2 * HOUR_MS);
  await pipeline.run();

  expect(usual.idsIn("orders")).toHaveLength(403);
  expect(usual.rows("orders").find(({ id }) => id === String(first))).toMatchObject({
    status: "refunded",
  });
});

test("ids are text at every depth, instants are in UTC, and all else is as it came", () => {
  expect(
    toRecord({
      id: 1,
      user_id: null,
      course_ids: [1, 2],
      position: 3,
      price: "10.0",
      updated_at: "2026-03-29T03:30:00+02:00",
      expiry_date: "2026-01-01T00:00:00Z",
      starts_at: "soon",
      items: [{ product_id: 4, amount_cents: 5 }],
    }),
  ).toEqual({
    id: "1",
    user_id: null,
    course_ids: ["1", "2"],
    position: 3,
    price: "10.0",
    updated_at: "2026-03-29T01:30:00.000Z",
    expiry_date: "2026-01-01T00:00:00Z",
    starts_at: "soon",
    items: [{ product_id: "4", amount_cents: 5 }],
  });
});

test("[VA-2] a field that Thinkific adds is kept, one of another type is quarantined", async () => {
  const body = (user: object) =>
    Response.json({
      items: [{ id: 1, ...user }],
      meta: { pagination: { current_page: 1, next_page: null } },
    });
  const added = site({ intercept: () => body({ shoe_size: 43 }) });
  const changed = site({ intercept: () => body({ email: 7 }) });

  await added.load("users").run();
  const report = await changed.load("users").run();

  expect(JSON.stringify(added.rows("users"))).toContain("43");
  expect(report.streams[0]?.quarantined).toBe(1);
});

test("what is personal can be masked as declared, and nothing of it is left", async () => {
  const { source } = site({ site: { users: 12, enrollments: 12, orders: 12 } });
  const { users, enrollments, orders, instructors } = source.streams;

  for (const stream of [users, enrollments, orders, instructors] as readonly Stream[]) {
    const records: object[] = [];
    for await (const record of stream.read().records()) records.push(record);
    const scope = { source: "thinkific", stream: stream.name };
    const masked = JSON.stringify(await maskDeclared(stream).apply(records, scope));
    expect(JSON.stringify(records)).toContain("@example.com");
    expect(masked).not.toMatch(/@example\.com|No\. \d/);
  }
});
