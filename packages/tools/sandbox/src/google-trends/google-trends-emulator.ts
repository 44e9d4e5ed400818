import type { Answer } from "../answer.ts";
import { sandboxCredentials } from "../credentials.ts";
import { createEmulator, type Emulator, type EmulatorOptions } from "../emulator.ts";
import { decodePath } from "../path.ts";
import { hash, textHash } from "../random.ts";
import { createRollingWindow } from "../rolling-window.ts";
import { exploreRequest, parse } from "./explore-request.ts";
import { trendingFeed } from "./feed.ts";
import { explorePage } from "./layout.ts";
import { createOfficial, type GoogleTrendsCredentials, type OfficialLimits } from "./official.ts";
import { countries } from "./places.ts";
import { page, Refusal } from "./refusal.ts";
import { createSearches, type Searches } from "./searches.ts";
import { createWidgetTokens } from "./widget-tokens.ts";
import { widgetData } from "./widget-data.ts";

/** Options of the Google Trends emulator. */
export interface GoogleTrendsEmulatorOptions extends EmulatorOptions {
  readonly credentials?: Partial<GoogleTrendsCredentials>;
  /** Requests a minute before the site puts up its wall, or none. Default 30. */
  readonly requestsPerMinute?: number | "off";
  readonly official?: Partial<OfficialLimits>;
}

/** How the site keeps someone out. */
export type Wall = "429" | "captcha" | "consent" | "page";

/** What a test or a demo can do to the Google Trends emulator. */
export interface GoogleTrendsControls {
  /** The next requests meet a wall, so many of them. */
  wall(kind: Wall, times: number): void;
  /** Takes the visitor for a robot: related searches are empty. */
  overQuota(isOver: boolean): void;
  /** Answers 404 to paths that begin so. */
  retire(path: string): void;
  /** Ends all tokens now: those of widgets, and those of the official API. */
  expireTokens(): void;
  /** From this day on a keyword is searched for so many times as often. */
  restate: Searches["restate"];
  readonly official: {
    /** Takes the project off the list of those let into the alpha. */
    unlist(): void;
    /** How many operations were begun. */
    begun(): number;
    /** So many more questions before operations are done. */
    delay(polls: number): void;
  };
}

const HOSTS = ["trends.google.com", "searchtrends.googleapis.com", "oauth2.googleapis.com"];
const OFFICIAL: OfficialLimits = { requestsPerDay: 100, pointsPerDay: 10_000, polls: 1 };
const RETIRED = [
  "/trends/api/dailytrends",
  "/trends/api/realtimetrends",
  "/trends/api/topcharts",
  "/trends/hottrends",
  "/trends/trendingsearches",
];
/** The guards before JSON, of explore and of widgets. */
const GUARD = ")]}'\n";
const WIDGET_GUARD = ")]}',\n";

/** The public site's endpoints, its feed, and the official API (alpha). */
export function googleTrendsEmulator(
  options: GoogleTrendsEmulatorOptions = {},
): Emulator & GoogleTrendsControls {
  const { seed = 1, now = Date.now, latencyMs = 0, requestsPerMinute = 30 } = options;
  const searches = createSearches(seed, now);
  const tokens = createWidgetTokens(now, seed);
  const official = createOfficial({
    credentials: { ...sandboxCredentials.googleTrends, ...options.credentials },
    limits: { ...OFFICIAL, ...options.official },
    searches,
    now,
    seed,
  });
  const minute = createRollingWindow(60_000);
  const retired = [...RETIRED];
  let visitors = 0;
  let wall: { kind: Wall; times: number } | undefined;
  let isOverQuota = false;

  const newCookie = (): string => {
    visitors += 1;
    const id = hash(seed, visitors, 5).toString(36);
    return `NID=511=${id}; expires=Mon, 24-May-2027 00:00:00 GMT; path=/; domain=.google.com; HttpOnly`;
  };

  /** A wall that a test put up, a visitor without a cookie, or one that asks too often. */
  function refused(request: Request, endpoint: string): Answer | undefined {
    if (wall !== undefined && wall.times > 0) {
      wall.times -= 1;
      return wallOf(wall.kind, endpoint);
    }
    if (!/\bNID=/.test(request.headers.get("cookie") ?? "")) {
      return page(endpoint, 429, "Error 429 (Too Many Requests)!!1", { "set-cookie": newCookie() });
    }
    if (requestsPerMinute === "off") return undefined;
    if (minute.used(now()) >= requestsPerMinute) return wallOf("429", endpoint);
    minute.add(now());
    return undefined;
  }

  function explored(url: URL): Answer {
    const asked = exploreRequest(url.searchParams, now());
    const userType = isOverQuota ? "USER_TYPE_EMBED_OVER_QUOTA" : "USER_TYPE_SCRAPER";
    const body = explorePage(asked, userType, tokens.sign);
    return guarded("/trends/api/explore", GUARD, body, asked.items.length);
  }

  function widget(name: string, query: URLSearchParams): Answer {
    const endpoint = `/trends/api/widgetdata/${name}`;
    const request = parse(query.get("req"));
    if (!tokens.isGood(query.get("token") ?? "", request)) {
      return page(endpoint, 401, "Error 401 (Unauthorized)!!1");
    }
    const found = widgetData(name, { request, searches, now: now() });
    if (found === undefined) throw new Refusal(404, "Error 404 (Not Found)!!1");
    return guarded(endpoint, WIDGET_GUARD, { default: found.data }, found.records);
  }

  function answered(request: Request, url: URL): Answer {
    const { pathname, searchParams: query } = url;
    if (/^\/trends\/explore\/?$/.test(pathname)) {
      // The real page does so, too, and its cookie is good.
      return page("/trends/explore", 404, "Error 404 (Not Found)!!1", {
        "set-cookie": newCookie(),
      });
    }
    if (retired.some((path) => pathname.startsWith(path))) {
      return page(pathname, 404, "Error 404 (Not Found)!!1");
    }
    if (pathname === "/trending/rss") {
      const geo = query.get("geo") ?? "";
      if (wall !== undefined && wall.times > 0)
        return refused(request, pathname) ?? notFound(pathname);
      const body = trendingFeed(geo, seed, now());
      return { endpoint: pathname, status: 200, contentType: "application/xml", body, records: 10 };
    }
    const kept = refused(request, pathname);
    if (kept !== undefined) return kept;
    if (pathname === "/trends/api/explore") return explored(url);
    const name = /^\/trends\/api\/widgetdata\/(\w+)$/.exec(pathname)?.[1];
    if (name !== undefined) return widget(name, query);
    const keyword = /^\/trends\/api\/autocomplete\/(.+)$/.exec(pathname)?.[1];
    if (keyword !== undefined) return suggestions(decodePath(keyword));
    if (pathname === "/trends/api/explore/pickers/geo")
      return guarded(pathname, GUARD, geoTree(), 1);
    return notFound(pathname);
  }

  async function handle(request: Request, url: URL): Promise<Answer> {
    const fromOfficial = await official.answer(request, url);
    if (fromOfficial !== undefined) return fromOfficial;
    try {
      return answered(request, url);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return page(url.pathname, error.status, error.message, error.headers);
    }
  }

  const controls: GoogleTrendsControls = {
    wall(kind, times) {
      wall = { kind, times };
    },
    overQuota(isOver) {
      isOverQuota = isOver;
    },
    retire(path) {
      retired.push(path);
    },
    expireTokens() {
      tokens.expireAll();
      official.expireTokens();
    },
    restate: searches.restate,
    official,
  };
  const emulator = createEmulator({ name: "google-trends", hosts: HOSTS, now, latencyMs, handle });
  return Object.assign(emulator, controls);
}

function wallOf(kind: Wall, endpoint: string): Answer {
  switch (kind) {
    case "429":
      return page(endpoint, 429, "Error 429 (Too Many Requests)!!1");
    case "captcha":
      return page(endpoint, 302, "Found", {
        location: `https://www.google.com/sorry/index?continue=${encodeURIComponent(endpoint)}`,
      });
    case "consent":
      return page(endpoint, 302, "Found", { location: "https://consent.google.com/ml?gl=ES" });
    case "page":
      return page(endpoint, 200, "Before you continue to Google");
  }
}

const notFound = (endpoint: string): Answer => page(endpoint, 404, "Error 404 (Not Found)!!1");

function guarded(endpoint: string, guard: string, body: object, records: number): Answer {
  return {
    endpoint,
    status: 200,
    contentType: "application/json; charset=UTF-8",
    body: guard + JSON.stringify(body).replaceAll("&", String.raw`\u0026`),
    records,
  };
}

function suggestions(keyword: string): Answer {
  const topics = ["Dish", "2021 film", "Topic"].map((type, index) => ({
    mid: `/m/0${textHash(`${keyword}${index}`).toString(36)}`,
    title: `${keyword} ${index + 1}`,
    type,
  }));
  return guarded(
    "/trends/api/autocomplete/{keyword}",
    WIDGET_GUARD,
    { default: { topics } },
    topics.length,
  );
}

function geoTree(): object {
  const children = Object.entries(countries).map(([id, name]) => ({ id, name }));
  return { name: "Worldwide", id: "", children };
}
