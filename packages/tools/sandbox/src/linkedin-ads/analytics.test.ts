import { expect, test } from "vitest";
import { ACCOUNT, asking, type Asked } from "./ask.fixture.ts";

const week =
  "dateRange=(start:(year:2026,month:11,day:5),end:(year:2026,month:11,day:11))&fields=dateRange,pivotValues";
const nineteen =
  "clicks,impressions,likes,comments,shares,follows,opens,sends,reactions,cardClicks,cardImpressions,videoViews,videoStarts,talentLeads,textUrlClicks,viralClicks,viralLikes,viralShares,viralFollows";
const sizes = { campaigns: 6, creatives: 12 };

const sum = ({ elements }: Asked, metric: string): number =>
  elements.reduce((total, row) => total + Number(row[metric] ?? 0), 0);

test("every cut of the same days adds up to the same", async () => {
  const { report } = asking({ sizes });

  const sums = await Promise.all(
    ["CREATIVE", "CAMPAIGN", "ACCOUNT", "IMPRESSION_DEVICE_TYPE", "MEMBER_INDUSTRY"].map(
      async (pivot) =>
        sum(await report(`q=analytics&pivot=${pivot}&${week},impressions`), "impressions"),
    ),
  );

  expect(sums[0]).toBeGreaterThan(1_000);
  expect(new Set(sums).size).toBe(1);
});

test("a row in which all metrics asked for are zero is not there", async () => {
  const { report } = asking({ sizes });
  const query = `q=analytics&pivot=CREATIVE&${week}`;

  const shown = await report(`${query},impressions,eventViews`);
  const rare = await report(`${query},eventViews`);

  expect(shown.elements.some(({ eventViews }) => eventViews === 0)).toBe(true);
  expect(rare.elements.length).toBeLessThan(shown.elements.length);
  expect(sum(rare, "eventViews")).toBe(sum(shown, "eventViews"));
});

test("what is not asked for does not come, not even the date", async () => {
  const { report } = asking({ sizes });

  const { elements } = await report(
    "q=analytics&pivot=CAMPAIGN&dateRange=(start:(year:2026,month:11,day:20))",
  );

  expect(Object.keys(elements[0] ?? {})).toEqual(["impressions", "clicks"]);
});

test("amounts are text, counts and ratios numbers", async () => {
  const { report } = asking({ sizes });

  const { elements } = await report(
    `q=analytics&pivot=ACCOUNT&${week},costInUsd,clicks,averageVideoWatchTime`,
  );

  expect(elements[0]).toMatchObject({
    costInUsd: expect.stringMatching(/^\d+\.\d{6}$/),
    clicks: expect.any(Number),
  });
});

test("after 15,000 rows an answer ends without a word", async () => {
  const { report } = asking({ sizes: { campaigns: 3, creatives: 3_900 }, limits: "off" });

  const { elements } = await report(`q=analytics&pivot=CREATIVE&${week},clicks`);

  expect(elements).toHaveLength(15_000);
});

test("recent days are restated, older ones are not; members come late", async () => {
  const { report, emulator } = asking({ sizes });
  const query = (month: number): string =>
    `q=analytics&pivot=CREATIVE&fields=dateRange,pivotValues,impressions&dateRange=(start:(year:2026,month:${month},day:20))`;
  const before = await report(query(11));
  const old = await report(`q=analytics&pivot=CREATIVE&${week},impressions`);

  emulator.restate(10);

  expect((await report(query(11))).elements).not.toEqual(before.elements);
  expect((await report(`q=analytics&pivot=CREATIVE&${week},impressions`)).elements).toEqual(
    old.elements,
  );
  const members = await report(
    "q=analytics&pivot=MEMBER_SENIORITY&fields=dateRange,pivotValues,impressions&dateRange=(start:(year:2026,month:11,day:20))",
  );
  const days = members.elements.map((row) => JSON.stringify(row["dateRange"]));
  expect(days.some((day) => day.includes('"day":22'))).toBe(true);
  expect(days.some((day) => day.includes('"day":23'))).toBe(false);
});

test.each([
  ["21 fields", `q=analytics&pivot=CAMPAIGN&${week},${nineteen}`],
  ["a metric that there is not", `q=analytics&pivot=CAMPAIGN&${week},impresions`],
  ["a metric by its old name", `q=analytics&pivot=CAMPAIGN&${week},approximateUniqueImpressions`],
  [
    "members beside another pivot",
    `q=statistics&pivots=List(CAMPAIGN,MEMBER_COMPANY)&${week},clicks`,
  ],
  ["a pivot that there is not", `q=analytics&pivot=CAMPAIN&${week},clicks`],
  ["no first day", "q=analytics&pivot=CAMPAIGN&fields=clicks"],
  [
    "a zero before a month",
    "q=analytics&pivot=CAMPAIGN&dateRange=(start:(year:2026,month:08,day:5))",
  ],
])("400 for %s", async (_what, query) => {
  expect((await asking({ sizes }).report(query)).status).toBe(400);
});

test("an account that the member may not see looks like one without activity", async () => {
  const { ask } = asking({ sizes });
  const path = `adAnalytics?q=analytics&pivot=CAMPAIGN&timeGranularity=ALL&${week},clicks`;

  const strange = await ask(`${path}&accounts=List(urn%3Ali%3AsponsoredAccount%3A1)`);
  const own = await ask(`${path}&accounts=List(${ACCOUNT})`);

  expect(strange).toMatchObject({ status: 200, elements: [] });
  expect(own.elements).not.toEqual([]);
});

test("429 says by its text alone which limit was met", async () => {
  const { report, emulator, clock } = asking({ sizes, limits: { metricValues: 70 } });
  const query = `q=analytics&pivot=CREATIVE&${week},impressions`;

  const answers = [await report(query), await report(query)];
  clock.at += 301_000;
  answers.push(await report(query));
  emulator.endDay();
  answers.push(await report(query));
  clock.at += 86_400_000;
  emulator.throttle(1);
  answers.push(await report(query));

  expect(answers.map(({ status }) => status)).toEqual([200, 429, 200, 429, 429]);
  expect(answers[1]?.body["message"]).toContain("45 million metric values");
  expect(answers[3]?.body["message"]).toContain("throttle APPLICATION DAY limit");
});
