import { BrainError, RateLimitedError, type Runtime } from "@brain/core";
import { httpClient, path, type Auth, type HttpClient } from "@brain/http";
import { guarded } from "./circuit-breaker.ts";
import type { ResolvedConfig } from "./config.ts";
import { isFeed } from "./rss.ts";
import { sessionOf, type Session } from "./session.ts";
import { classifyData, classifyWeb } from "./vendor-errors.ts";
import { webFetch } from "./web-fetch.ts";
import { isExplore, isOverQuota, widgetsIn, type Widget } from "./widgets.ts";

/** One column of a comparison. */
export interface Item {
  readonly keyword: string;
  readonly geo: string;
  readonly time: string;
}

/** What to take from the explore page, and where its data are. */
export interface WidgetQuery {
  readonly items: readonly Item[];
  pick(widgets: readonly Widget[]): Widget;
  /** The end of the path under `widgetdata/`. */
  pathOf(widget: Widget): string;
  /** What may be changed in the widget's request: the rest is bound to its token. */
  readonly changes?: Readonly<Record<string, string | boolean | undefined>> | undefined;
  isRight(body: unknown): boolean;
}

/** The data of a widget, and what it was. */
export interface WidgetAnswer {
  readonly widget: Widget;
  readonly body: unknown;
}

/** The public site. Lives as long as one scope. */
export type WebClient = ReturnType<typeof createWebClient>;

/** How long the tokens of an explore page are taken to be good, and how many pages are kept. */
const TOKEN_MS = 600_000;
const MAX_EXPLORED = 100;

/**
 * A client of the site's own endpoints, which are unofficial: a cookie first, then a token, then data
 * ({@link https://github.com/GeneralMills/pytrends | as pytrends has it}, read 2026-11-24).
 */
export function createWebClient(config: ResolvedConfig, runtime: Runtime) {
  const { language, tz, category, property, requestsPerMinute } = config;
  const session = sessionOf(runtime);
  const { clock } = runtime;
  const retryBaseMs = config.http?.retryBaseMs ?? 500;
  const clientOf = (classify: typeof classifyWeb): HttpClient =>
    httpClient(
      {
        baseUrl: config.baseUrl,
        auth: cookieAuth(session),
        http: config.http,
        headers: { "accept-language": language },
        budgets: { default: [{ requests: requestsPerMinute, perMs: 60_000 }, { atOnce: 1 }] },
        classify: (response) => classify(response, session, { clock, retryBaseMs }),
      },
      { ...runtime, fetch: webFetch(runtime.fetch) },
    );
  const site = clientOf(classifyWeb);
  const client = clientOf(classifyData);
  const query = { hl: language, tz: String(tz) };

  /** The page may well answer 404: what counts is its cookie. */
  async function visit(): Promise<void> {
    if (session.cookie !== undefined) return;
    const { body } = await site.bytes("trends/explore/", {
      query: { geo: "US" },
      expect: [404],
    });
    await body.cancel();
  }

  async function explore(items: readonly Item[], again: boolean): Promise<readonly Widget[]> {
    const req = JSON.stringify({ comparisonItem: items, category, property });
    const known = session.explored.get(req);
    if (!again && known !== undefined && clock.now() - known.at < TOKEN_MS) return known.widgets;
    await visit();
    const { body } = await client.json("trends/api/explore", {
      method: "POST",
      query: { ...query, req },
      readOnly: true,
      shape: isExplore,
    });
    const widgets = widgetsIn(body);
    session.explored.delete(req);
    session.explored.set(req, { at: clock.now(), widgets });
    for (const old of session.explored.keys()) {
      if (session.explored.size <= MAX_EXPLORED) break;
      session.explored.delete(old);
    }
    return widgets;
  }

  async function data(asked: WidgetQuery): Promise<WidgetAnswer> {
    for (let again = false; ; again = true) {
      const widget = asked.pick(await explore(asked.items, again));
      try {
        const { body } = await client.json<unknown>(
          `trends/api/widgetdata/${asked.pathOf(widget)}`,
          {
            query: {
              ...query,
              req: JSON.stringify({ ...widget.request, ...defined(asked.changes) }),
              token: widget.token ?? "",
            },
            shape: asked.isRight,
          },
        );
        return { widget, body };
      } catch (error) {
        // The token has expired, or was bound to another visitor: the page is asked for a new one, once.
        if (again || !isTokenRefused(error)) throw error;
        session.cookie = undefined;
      }
    }
  }

  return {
    /** The data of one widget, and the widget. */
    widget: (asked: WidgetQuery): Promise<WidgetAnswer> =>
      guarded(session, clock, () => data(asked)),

    /**
     * Related searches of one keyword.
     *
     * @throws RateLimitedError when the site has marked us, since its lists are empty then.
     */
    related: (asked: WidgetQuery): Promise<WidgetAnswer> =>
      guarded(session, clock, () =>
        data({
          ...asked,
          pick(widgets) {
            const widget = asked.pick(widgets);
            if (!isOverQuota(widget)) return widget;
            session.explored.clear();
            throw overQuota(clock.now());
          },
        }),
      ),

    /** Topics that the site suggests for a keyword. */
    suggestions: <T>(keyword: string, isRight: (body: unknown) => boolean): Promise<T> =>
      guarded(session, clock, async () => {
        await visit();
        const { body } = await client.json<T>(path`trends/api/autocomplete/${keyword}`, {
          endpoint: "trends/api/autocomplete/{keyword}",
          query: { hl: language, tz: query.tz },
          shape: isRight,
        });
        return body;
      }),

    /** What is trending in a country now, as its feed has it. */
    trending: (geo: string): Promise<string> =>
      guarded(session, clock, async () => {
        const { body } = await client.json<string>("trending/rss", {
          query: { geo },
          headers: { accept: "application/rss+xml, application/xml" },
          shape: isFeed,
        });
        return body;
      }),

    /** @throws the reason why the site cannot be read. */
    async check(): Promise<void> {
      const [keyword = ""] = config.keywords;
      const [geo = ""] = config.geo;
      await explore([{ keyword, geo, time: config.timeframe }], true);
    },
  };
}

const OVER_QUOTA_PAUSE_MS = 3_600_000;

function overQuota(now: number): RateLimitedError {
  return new RateLimitedError({
    code: "quota_exhausted",
    message: "Google Trends holds this address for a robot, and leaves related searches empty.",
    hint: "Ask less often (`requestsPerMinute`), or from another address.",
    resumeAt: new Date(now + OVER_QUOTA_PAUSE_MS).toISOString(),
    context: { connector: "google-trends", vendorCode: "USER_TYPE_EMBED_OVER_QUOTA" },
  });
}

function cookieAuth(session: Session): Auth {
  return {
    kind: "cookie",
    identity: "google-trends visitor",
    async sign(request) {
      if (session.cookie !== undefined) request.headers.set("cookie", session.cookie);
      return request;
    },
  };
}

function isTokenRefused(error: unknown): boolean {
  return BrainError.isInstance(error) && error.code === "auth_failed";
}

function defined(changes: WidgetQuery["changes"] = {}): object {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}
