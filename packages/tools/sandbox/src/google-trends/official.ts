import { z } from "zod";
import type { Answer } from "../answer.ts";
import { hash } from "../random.ts";
import { createRollingWindow } from "../rolling-window.ts";
import { bearerToken, createTokenBook } from "../tokens.ts";
import { regionsOf } from "./places.ts";
import { meanVolume, timeline, type Searches } from "./searches.ts";
import { DAY_MS, iso, nextBucket, type TimeRange } from "./time-range.ts";

/** The OAuth client and user that the official API accepts. */
export interface GoogleTrendsCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

/** The allowance of the official API's project. */
export interface OfficialLimits {
  /** Default 100. */
  readonly requestsPerDay: number;
  /** Default 10,000. */
  readonly pointsPerDay: number;
  /** How often an operation is asked for before it is done. Default 1. */
  readonly polls: number;
}

const instant = z.union([
  z.string().transform(Date.parse),
  z.looseObject({ seconds: z.coerce.number() }).transform(({ seconds }) => seconds * 1_000),
]);
const specSchema = z.looseObject({
  spec: z.looseObject({
    expression: z.looseObject({
      terms: z.array(z.looseObject({ value: z.string().min(1) })).min(1),
    }),
    geo: z.looseObject({ type: z.string(), code: z.string() }).optional(),
    timeRange: z.looseObject({ startTime: instant, endTime: instant }),
    timeResolution: z.enum(["DAY", "WEEK", "MONTH", "YEAR"]).optional(),
    breakdownResolution: z.string().optional(),
  }),
});
type Spec = z.output<typeof specSchema>["spec"];

interface Options {
  readonly credentials: GoogleTrendsCredentials;
  readonly searches: Searches;
  readonly now: () => number;
  readonly seed: number;
  readonly limits: OfficialLimits;
}

const LIFETIME_S = 3_599;
const OLDEST_MS = 1_800 * DAY_MS;
const DELAY_MS = 2 * DAY_MS;
const SCOPE = "https://www.googleapis.com/auth/searchtrends";

/** The official API: operations that are asked for until they are done. */
export function createOfficial({ credentials, searches, now, seed, limits }: Options) {
  const book = createTokenBook(now, seed, "ya29.");
  const requests = createRollingWindow(DAY_MS);
  const operations = new Map<string, { left: number; result: object }>();
  let points = { day: 0, count: 0 };
  let isListed = true;

  function token(form: URLSearchParams): Answer {
    const isKnown =
      form.get("grant_type") === "refresh_token" &&
      form.get("client_id") === credentials.clientId &&
      form.get("client_secret") === credentials.clientSecret &&
      form.get("refresh_token") === credentials.refreshToken;
    if (!isKnown) return answer("/token", 400, { error: "invalid_grant" });
    const grant = { principal: credentials.clientId, scopes: [SCOPE] };
    const accessToken = book.issue(grant, LIFETIME_S * 1_000);
    const body = { access_token: accessToken, expires_in: LIFETIME_S, token_type: "Bearer" };
    return answer("/token", 200, { ...body, scope: SCOPE });
  }

  function refusal(request: Request, endpoint: string): Answer | undefined {
    const grant = book.find(bearerToken(request) ?? "");
    if (grant === undefined || grant.expiresAt <= now()) {
      return refused(endpoint, 401, "UNAUTHENTICATED", "Request had invalid credentials.");
    }
    return isListed
      ? undefined
      : refused(endpoint, 403, "PERMISSION_DENIED", "The caller does not have permission");
  }

  function begin(method: string, body: unknown): Answer {
    const endpoint = `/v1alpha:${method}`;
    const parsed = specSchema.safeParse(body);
    if (!parsed.success) return refused(endpoint, 400, "INVALID_ARGUMENT", "Invalid spec.");
    const { spec } = parsed.data;
    const result =
      method === "fetchTimeSeries" ? timeSeries(searches, spec, now()) : breakdown(searches, spec);
    const count = result === undefined ? 0 : result.points;
    const today = Math.floor(now() / DAY_MS);
    if (points.day !== today) points = { day: today, count: 0 };
    if (
      requests.used(now()) >= limits.requestsPerDay ||
      points.count + count > limits.pointsPerDay
    ) {
      const message =
        "Quota exceeded for quota metric 'Requests per day' of service searchtrends.googleapis.com";
      return refused(endpoint, 429, "RESOURCE_EXHAUSTED", message);
    }
    requests.add(now());
    points.count += count;
    const name = `operations/${hash(seed, operations.size, 9).toString(16)}`;
    operations.set(name, {
      left: limits.polls,
      result:
        result === undefined
          ? { error: { code: 3, message: "Invalid time range.", status: "INVALID_ARGUMENT" } }
          : { response: result.response },
    });
    return answer(endpoint, 200, { name });
  }

  function poll(id: string): Answer {
    const endpoint = "/v1alpha/operations/{name}";
    const name = `operations/${id}`;
    const operation = operations.get(name);
    if (operation === undefined) return refused(endpoint, 404, "NOT_FOUND", "No such operation.");
    operation.left -= 1;
    return answer(
      endpoint,
      200,
      operation.left >= 0 ? { name } : { name, done: true, ...operation.result },
    );
  }

  return {
    /** Undefined for a path of another API. */
    async answer(request: Request, url: URL): Promise<Answer | undefined> {
      if (url.pathname === "/token") return token(new URLSearchParams(await request.text()));
      const method = /^\/v1alpha[:/](fetchTimeSeries|fetchGeoBreakdown)$/.exec(url.pathname)?.[1];
      const operation = /^\/v1alpha\/operations\/([\w-]+)$/.exec(url.pathname)?.[1];
      if (method === undefined && operation === undefined) return undefined;
      const refusedAs = refusal(request, url.pathname);
      if (refusedAs !== undefined) return refusedAs;
      if (operation !== undefined) return poll(operation);
      return begin(method ?? "", await request.json().catch(() => undefined));
    },
    expireTokens: () => book.expireAll(),
    /** Takes the project off the list of those let into the alpha. */
    unlist(): void {
      isListed = false;
    },
    /** Operations that were begun. */
    begun: () => operations.size,
    /** So many more questions before operations are done. */
    delay(polls: number): void {
      for (const operation of operations.values()) operation.left = polls;
    },
  };
}

interface Result {
  readonly points: number;
  readonly response: object;
}

function subjectOf({ expression, geo }: Spec) {
  return {
    keyword: expression.terms[0]?.value ?? "",
    geo: geo?.code ?? "",
    property: "",
    category: 0,
  };
}

/** Undefined for times that the API does not have. */
function timeSeries(searches: Searches, spec: Spec, now: number): Result | undefined {
  const { startTime: from, endTime } = spec.timeRange;
  const to = Math.min(endTime, now - DELAY_MS + DAY_MS);
  if (!(from < to) || from < now - OLDEST_MS - 2 * DAY_MS) return undefined;
  const resolution = spec.timeResolution ?? "WEEK";
  const range: TimeRange = { name: "", from, to, resolution };
  const rows = timeline(searches, range, [subjectOf(spec)]);
  const greatest = Math.max(...rows.map(({ volumes }) => volumes[0] ?? 0));
  const points = rows.map(({ at, volumes: [volume = 0], isPartial }) => ({
    timeRange: { startTime: seconds(at), endTime: seconds(nextBucket(at, resolution)) },
    searchInterest: Math.round(volume * 100) / 100,
    scaledSearchInterest: Math.round((100 * volume) / greatest),
    ...(isPartial ? { isPartial } : {}),
  }));
  return { points: points.length, response: { timeSeries: { points } } };
}

function breakdown(searches: Searches, spec: Spec): Result {
  const { startTime: from, endTime: to } = spec.timeRange;
  const type = spec.breakdownResolution ?? "GEO_TYPE_ADMINISTRATIVE_AREA1";
  const isCountry = type === "GEO_TYPE_COUNTRY_OR_REGION";
  const range: TimeRange = { name: "", from, to, resolution: "DAY" };
  const subject = subjectOf(spec);
  const rows = regionsOf(subject.geo, isCountry ? "COUNTRY" : "REGION").map(({ code }) => ({
    code,
    volume: meanVolume(searches, range, { ...subject, geo: code }),
  }));
  const greatest = Math.max(...rows.map(({ volume }) => volume));
  const points = rows.map(({ code, volume }) => ({
    geo: { type, code },
    searchInterest: Math.round(volume * 100) / 100,
    scaledSearchInterest: Math.round((100 * volume) / greatest),
  }));
  return { points: points.length, response: { geoBreakdown: { points } } };
}

const seconds = (at: number): string => iso(at).replace(".000Z", "Z");

function answer(endpoint: string, status: number, body: object): Answer {
  return {
    endpoint,
    status,
    contentType: "application/json; charset=UTF-8",
    body: JSON.stringify(body),
    records: status === 200 ? 1 : 0,
  };
}

function refused(endpoint: string, code: number, status: string, message: string): Answer {
  return answer(endpoint, code, { error: { code, message, status } });
}
