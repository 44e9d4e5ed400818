import { ConfigError, HttpError, PermissionError, RateLimitedError, type Clock } from "@brain/core";
import type { Outcome } from "@brain/http";
import { z } from "zod";
import { cookieIn, type Session } from "./session.ts";

/** The first pause before a wall, as many times `http.retryBaseMs`: 30 s. Each further one is twice as long. */
const PAUSE_FACTOR = 60;
/** The site keeps some out for a day. */
const MAX_PAUSE_MS = 6 * 3_600_000;

const CONNECTOR = { connector: "google-trends" } as const;

/** What an answer of the public site means, which has no documented errors. */
export function classifyWeb(
  response: Response,
  session: Session,
  settings: { readonly clock: Clock; readonly retryBaseMs: number },
): Outcome | undefined {
  const { status } = response;
  const cookie = cookieIn(response);
  // Some visitors are given their cookie by a refusal.
  const isWelcome = cookie !== undefined && session.cookie === undefined;
  if (cookie !== undefined) session.cookie = cookie;
  if (status === 429) {
    if (response.headers.has("retry-after")) return "throttled";
    if (isWelcome) return { pauseUntil: settings.clock.now() + settings.retryBaseMs };
    // Who comes back is a new visitor.
    session.cookie = undefined;
    return { pauseUntil: settings.clock.now() + wallPauseMs(session, settings) };
  }
  if (response.ok) session.walls = 0;
  if (status === 400) return badRequest();
  return undefined;
}

/** What an answer with data means: there is no page of this name any more. */
export function classifyData(
  response: Response,
  session: Session,
  settings: { readonly clock: Clock; readonly retryBaseMs: number },
): Outcome | undefined {
  return response.status === 404 ? gone() : classifyWeb(response, session, settings);
}

/** Doubled from wall to wall. */
function wallPauseMs(
  session: Session,
  { clock, retryBaseMs }: { readonly clock: Clock; readonly retryBaseMs: number },
): number {
  session.walls += 1;
  const doubled = PAUSE_FACTOR * retryBaseMs * 2 ** (session.walls - 1);
  return Math.round(Math.min(MAX_PAUSE_MS, doubled) * (1 + clock.random() / 4));
}

function badRequest(): ConfigError {
  return new ConfigError({
    code: "config_invalid",
    message: "Google Trends refused the request (400).",
    hint: "Check keywords, places, time frames and the category in the config.",
    context: { ...CONNECTOR, status: 400 },
  });
}

function gone(): HttpError {
  return new HttpError({
    code: "http_status",
    message: "Google Trends has removed this endpoint (404).",
    hint: "The public endpoints are unofficial and change without notice: update the connector, or use the official API.",
    context: { ...CONNECTOR, status: 404, vendorCode: "endpoint_removed" },
  });
}

const errorBody = z.looseObject({
  error: z.looseObject({ message: z.string().nullish(), status: z.string().nullish() }),
});

/** What an error of the official API means. */
export function classifyOfficial(
  { status, headers }: Response,
  body: unknown,
  clock: Clock,
): Outcome | undefined {
  const parsed = errorBody.safeParse(body);
  const { message, status: vendorCode } = parsed.data?.error ?? {};
  const said = message ? `: ${message.slice(0, 200)}` : "";
  const context = { ...CONNECTOR, status, vendorCode: vendorCode ?? "" };
  if (status === 400) return badSpec(said, context);
  if (status === 403) {
    return new PermissionError({
      code: "scope_missing",
      message: `The official Google Trends API does not let these credentials read${said}.`,
      hint: "The Cloud project must be accepted into the alpha (https://developers.google.com/search/apis/trends), and the grant must have the scope https://www.googleapis.com/auth/searchtrends.",
      context,
    });
  }
  if (status === 429 && vendorCode === "RESOURCE_EXHAUSTED" && !headers.has("retry-after")) {
    const resumeAt = new Date(nextPacificDay(clock.now())).toISOString();
    return new RateLimitedError({
      code: "quota_exhausted",
      message: `The official Google Trends API's quota of the day is used up${said}.`,
      hint: "The next run goes on from the checkpoint. Fewer keywords, or longer buckets, cost less.",
      resumeAt,
      context,
    });
  }
  return undefined;
}

/** A time range, a place or a term that the official API does not take. */
export function badSpec(
  said: string,
  context: { readonly [name: string]: string | number },
): ConfigError {
  return new ConfigError({
    code: "config_invalid",
    message: `The official Google Trends API refused the request${said}.`,
    hint: "It has the last 1,800 days and takes countries and regions: check `timeframe`, `geo` and `keywords`.",
    context: { ...CONNECTOR, ...context },
  });
}

/** Quotas of Google's APIs return at midnight in California. */
function nextPacificDay(now: number): number {
  const hour = 3_600_000;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: "America/Los_Angeles",
    hourCycle: "h23",
    hour: "numeric",
  });
  for (let at = Math.ceil(now / hour) * hour; ; at += hour) {
    if (Number(format.format(at)) === 0) return at;
  }
}
