import { beforeEach, expect, test } from "vitest";
import { googleTrendsEmulator } from "./google-trends-emulator.ts";

let now = 0;
beforeEach(() => {
  now = Date.parse("2026-11-24T09:00:00Z");
});

const SITE = "https://trends.google.com/trends";

/** The emulated site with a visitor who has a cookie. */
function site(options: Parameters<typeof googleTrendsEmulator>[0] = {}) {
  const emulator = googleTrendsEmulator({ now: () => now, requestsPerMinute: "off", ...options });
  const get = (path: string, query: Record<string, string> = {}, method = "GET") =>
    emulator.fetch(
      new Request(`${SITE}${path}?${String(new URLSearchParams(query))}`, {
        method,
        headers: { cookie: "NID=1" },
      }),
    );
  const json = async (answer: Response): Promise<unknown> => {
    const text = await answer.text();
    return JSON.parse(text.slice(text.indexOf("\n")));
  };
  const explore = async (keywords: readonly string[], time = "today 12-m", method = "POST") => {
    const comparisonItem = keywords.map((keyword) => ({ keyword, geo: "US", time }));
    const req = JSON.stringify({ comparisonItem, category: 0, property: "" });
    const answer = await get("/api/explore", { hl: "en-US", tz: "0", req }, method);
    if (answer.status !== 200) return { status: answer.status, widgets: [] };
    return { status: 200, widgets: Reflect.get(Object(await json(answer)), "widgets") as Widget[] };
  };
  const data = (path: string, { request, token }: Widget) =>
    get(`/api/widgetdata/${path}`, { req: JSON.stringify(request), token });
  const values = async (keywords: readonly string[], time?: string): Promise<number[]> => {
    const { widgets } = await explore(keywords, time);
    const [line] = widgets;
    if (line === undefined) throw new Error("no widget");
    const { default: found } = Object(await json(await data("multiline", line)));
    return found.timelineData.map((point: { value: number[] }) => point.value[0]);
  };
  return { emulator, get, explore, data, values, json };
}

interface Widget {
  readonly id: string;
  readonly type: string;
  readonly token: string;
  readonly request: Readonly<Record<string, unknown>>;
}

test("the explore page answers 404 and gives a cookie, without which there are only refusals", async () => {
  const { emulator } = site();
  const visit = await emulator.fetch(new Request(`${SITE}/explore/?geo=US`));
  const refused = await emulator.fetch(new Request(`${SITE}/api/explore`, { method: "POST" }));

  expect(visit.status).toBe(404);
  expect(visit.headers.getSetCookie()[0]).toMatch(/^NID=511=/);
  expect(refused.status).toBe(429);
  expect(refused.headers.get("content-type")).toContain("text/html");
  expect(refused.headers.has("retry-after")).toBe(false);
});

test("widgets of a comparison are others than those of one keyword, by POST and by GET", async () => {
  const { explore } = site();
  const idsOf = async (keywords: readonly string[], method: string) =>
    (await explore(keywords, undefined, method)).widgets.map(({ id }) => id);

  expect(await idsOf(["a"], "GET")).toEqual([
    "TIMESERIES",
    "GEO_MAP",
    "RELATED_TOPICS",
    "RELATED_QUERIES",
  ]);
  expect(await idsOf(["a", "b"], "POST")).toEqual([
    "TIMESERIES",
    "GEO_MAP",
    "TITLE_0",
    "GEO_MAP_0",
    "RELATED_QUERIES_0",
    "TITLE_1",
    "GEO_MAP_1",
    "RELATED_QUERIES_1",
  ]);
  expect((await explore(["a", "b", "c", "d", "e", "f"])).status).toBe(400);
  expect((await explore(["a"], "last year")).status).toBe(400);
});

test("a token is good for its own request, but for the resolution, and for an hour", async () => {
  const { explore, data } = site();
  const [, map] = (await explore(["a"])).widgets;
  if (map === undefined) throw new Error("no widget");

  const statusOf = async (changes: object) =>
    (await data("comparedgeo", { ...map, request: { ...map.request, ...changes } })).status;
  expect(await statusOf({})).toBe(200);
  expect(await statusOf({ resolution: "CITY", includeLowSearchVolumeGeos: true })).toBe(200);
  expect(await statusOf({ locale: "es" })).toBe(401);
  now += 3_600_000;
  expect(await statusOf({})).toBe(401);
});

test("another keyword changes the values of the first, and so does another day", async () => {
  const { values } = site();
  const alone = await values(["matcha"]);
  const beside = await values(["matcha", "espresso", "cocoa", "chai", "mate"]);

  expect(Math.max(...alone)).toBe(100);
  expect(beside).not.toEqual(alone);
  now += 86_400_000;
  expect(await values(["matcha"])).not.toEqual(alone);
});

test("the length of the range decides the buckets, and the last one is partial", async () => {
  const { values } = site();
  const counts = [];
  for (const time of ["now 1-H", "now 7-d", "today 3-m", "today 12-m", "all"]) {
    counts.push((await values(["espresso"], time)).length);
  }
  // Minutes, hours, days, weeks and months.
  expect(counts).toEqual([60, 168, 93, 53, 275]);
});

test("walls are a page, a 302 and a 429, and so is asking too often", async () => {
  const { emulator, get } = site({ requestsPerMinute: 3 });
  const statuses: number[] = [];
  for (const kind of ["429", "captcha", "consent", "page"] as const) {
    emulator.wall(kind, 1);
    statuses.push((await get("/api/autocomplete/a")).status);
  }
  expect(statuses).toEqual([429, 302, 302, 200]);
  for (let count = 0; count < 3; count++) await get("/api/autocomplete/a");
  expect((await get("/api/autocomplete/a")).status).toBe(429);
  now += 60_000;
  expect((await get("/api/autocomplete/a")).status).toBe(200);
  expect((await get("/api/dailytrends")).status).toBe(404);
});

test("a visitor over the quota is told nothing of related searches", async () => {
  const { emulator, explore, data, json } = site();
  emulator.overQuota(true);
  const queries = (await explore(["a"])).widgets.find(({ id }) => id === "RELATED_QUERIES");
  if (queries === undefined) throw new Error("no widget");

  expect(queries.request["userConfig"]).toEqual({ userType: "USER_TYPE_EMBED_OVER_QUOTA" });
  expect(await json(await data("relatedsearches", queries))).toEqual({
    default: { rankedList: [] },
  });
});
