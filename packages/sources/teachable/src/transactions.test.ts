import { describe, expect, test } from "vitest";
import { school } from "./school.fixture.ts";

const idsOf = (rows: readonly Readonly<Record<string, unknown>>[]): string[] =>
  rows.map((row) => String(row["id"])).toSorted();

test("all sales, money as whole numbers in the smallest unit", async () => {
  const made = school({ school: { transactions: 430 } });

  await made.load("transactions").run();

  expect(made.rows("transactions")).toHaveLength(430);
  expect(made.rows("transactions")[0]).toMatchObject({
    id: expect.any(String),
    user_id: expect.any(String),
    sale_id: expect.any(String),
    charge: expect.any(Number),
    purchased_at: expect.stringMatching(/Z$/),
    refunded_at: null,
  });
});

test("time is cut where sales are many, so that nothing lies beyond a page number of twenty", async () => {
  const made = school({ school: { transactions: 4_500 } });

  await made.passing(made.load("transactions").run());

  expect(new Set(idsOf(made.rows("transactions"))).size).toBe(4_500);
  const queries = made.asked("/transactions");
  const pages = queries.map((query) => Number(query["page"] ?? "1"));
  expect(Math.max(...pages)).toBeLessThanOrEqual(20);
  // Forty-five pages and more, and the questions how many there are.
  expect(queries.length).toBeLessThan(75);
});

test("later runs read new sales, and after a day those of the lookback once more", async () => {
  const made = school({ school: { transactions: 600 } });
  const pipeline = made.load("transactions");
  await pipeline.run();
  await made.clock.advance(3_600_000);
  const [sale = 0] = made.emulator.sell(3);
  await made.clock.advance(600_000);
  made.asked();

  const soon = await pipeline.run();

  expect(made.asked()).toHaveLength(2);
  expect(soon.streams[0]?.read).toBeLessThan(15);
  expect(made.rows("transactions")).toHaveLength(603);
  made.emulator.refund(sale, 500);
  await made.days(1);
  const daily = await pipeline.run();
  expect(daily.streams[0]?.read).toBeGreaterThan(190);
  expect(daily.streams[0]?.read).toBeLessThan(215);
  expect(made.rows("transactions").find(({ id }) => id === String(sale))).toMatchObject({
    amount_refunded: 500,
    refunded_at: expect.stringMatching(/^2026-11-24T/),
  });
});

test("refunds and chargebacks of old sales are found within `refundLookbackDays`", async () => {
  const made = school({ school: { transactions: 180 }, config: { refundLookbackDays: 90 } });
  const pipeline = made.load("transactions");
  await pipeline.run();
  // One a day: 50 and 80 days ago, and one that is too old.
  made.emulator.refund(88_001 + 130);
  made.emulator.chargeBack(88_001 + 100);
  made.emulator.refund(88_001 + 20);
  await made.days(1);

  await pipeline.run();

  const rowOf = (id: number) => made.rows("transactions").find((row) => row["id"] === String(id));
  expect(rowOf(88_131)?.["refunded_at"]).toBe("2026-11-24T09:00:00Z");
  expect(rowOf(88_101)).toMatchObject({ has_chargeback: true, chargeback_fee: 1_500 });
  expect(rowOf(88_021)?.["refunded_at"]).not.toBe("2026-11-24T09:00:00Z");
});

test("a sale that shows two minutes late is not lost", async () => {
  const made = school({ school: { transactions: 40 } });
  const pipeline = made.load("transactions");
  // Within the first run's time, but not shown to it.
  await made.clock.advance(600_000);
  made.emulator.sell(1, made.clock.now() - 90_000);
  await pipeline.run();
  expect(made.rows("transactions")).toHaveLength(40);
  await made.clock.advance(600_000);

  await pipeline.run();

  expect(made.rows("transactions")).toHaveLength(41);
});

describe("windows", () => {
  test("have their beginning and not their end, though Teachable counts the other way round", async () => {
    const made = school({ school: { transactions: 100 } });
    const { transactions } = made.source.streams;
    const all = [];
    for await (const row of transactions.read().records()) all.push(row);
    const times = all.map((row) => row.purchased_at ?? "").toSorted();
    const [from = "", to = ""] = [times[30], times[60]];

    const inside = [];
    for await (const row of transactions.read({ window: { from, to } }).records()) inside.push(row);

    expect(inside.map((row) => row.purchased_at ?? "").toSorted()).toEqual(times.slice(30, 60));
    expect(made.requests.at(-1)?.url.searchParams.get("start")).toBe(
      new Date(Date.parse(from) - 1_000).toISOString().replace(".000", ""),
    );
  });

  test("an empty one asks once for a count and once for a page", async () => {
    const made = school({ school: { transactions: 100 } });
    const window = { from: "2015-01-01", to: "2015-02-01" };

    for await (const page of made.source.streams.transactions.read({ window })) {
      expect(page.records).toEqual([]);
    }

    expect(made.requests).toHaveLength(2);
  });
});

test("a killed first reading goes on with the time that it had come to", async () => {
  const made = school({ school: { transactions: 3_000 } });
  const { transactions } = made.source.streams;
  const window = { to: "2026-11-24T08:30:00Z" };
  const seen = new Set<string>();
  let positions = {};
  const reading = (async () => {
    for await (const page of transactions.read({ window })) {
      for (const { id } of page.records) seen.add(id);
      if (page.position === undefined || seen.size < 1_000) continue;
      positions = { all: page.position };
      return;
    }
  })();
  await made.passing(reading);
  const before = seen.size;
  await made.days(2);

  let again = 0;
  const rest = (async () => {
    for await (const page of transactions.read({ positions })) {
      for (const { id } of page.records) {
        if (seen.has(id)) again += 1;
        seen.add(id);
      }
    }
  })();
  await made.passing(rest);

  expect(before).toBeLessThan(2_500);
  expect(seen.size).toBe(3_000);
  expect(again).toBe(0);
});
