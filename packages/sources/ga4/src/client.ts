import { isTimeZone, type Runtime } from "@brain/core";
import {
  httpClient,
  httpSettings,
  jwtBearer,
  oauthRefresh,
  type Auth,
  type HttpClient,
} from "@brain/http";
import type { ResolvedConfig } from "./config.ts";
import { SCOPE } from "./consent.ts";
import { GOOGLE_TOKEN_URL, type Credentials } from "./credentials.ts";
import { checkReports, metadataSchema, type Metadata } from "./metadata.ts";
import type { Days } from "./periods.ts";
import { createTokenQuota, type TokenQuota } from "./quota.ts";
import { parseAnswer, wrongShape, type ReportAnswer } from "./report-answer.ts";
import { RANGE, type Report } from "./report-config.ts";
import { readParts, type ReportPart } from "./report-parts.ts";
import { classifyAnswer, type ErrorPlace } from "./vendor-error.ts";

/** The most that one request gives. */
export const MAX_ROWS = 250_000;
/** A standard property serves 10 requests at once, and other tools want some of them. */
const AT_ONCE = 4;
/** As events and metrics show it. */
export const REPORT_ENDPOINT = "properties/{id}:runReport";

/** The Data API, as far as the streams need it. */
export interface Ga4Client {
  readonly host: string;
  /**
   * Sends one request; its rows come while the answer arrives. What fails before that was retried already.
   *
   * @see https://developers.google.com/analytics/devguides/reporting/data/v1/rest/v1beta/properties/runReport (read 2026-11-24)
   */
  report(query: ReportQuery): Promise<AsyncGenerator<ReportPart>>;
  /**
   * The last minutes. They have quotas of their own.
   *
   * @see https://developers.google.com/analytics/devguides/reporting/data/v1/rest/v1beta/properties/runRealtimeReport (read 2026-11-24)
   */
  realtime(property: string, report: Report): Promise<RealtimeAnswer>;
  /** The time zone that the property's days are counted in, asked for once. */
  timeZone(property: string): Promise<string>;
  /** What a property offers: its dimensions and metrics. */
  metadata(property: string): Promise<Metadata>;
  /** @throws the reason why some property or some report of the config cannot be read. */
  check(): Promise<void>;
}

/** A whole answer, its rows apart. */
export interface RealtimeAnswer {
  readonly answer: ReportAnswer;
  readonly rows: readonly unknown[];
}

export interface ReportQuery {
  readonly property: string;
  readonly report: Report;
  /** None for realtime reports, which are about the last minutes. */
  readonly days?: Days | undefined;
  /** Rows to leave out. */
  readonly offset: number;
}

/** A client of one scope; requests nothing yet. */
export function createGa4Client(config: ResolvedConfig, runtime: Runtime): Ga4Client {
  const { credentials, tokenUrl, baseUrl, http } = config;
  const { maxWaitMs, maxBodyBytes } = http ?? httpSettings.parse({});
  const auth = authOf(credentials, tokenUrl);
  const tokens = createTokenQuota(runtime, {
    project: projectOf(credentials),
    maxWaitMs,
  });
  const { clock } = runtime;
  const placeOf = (property: string): ErrorPlace => ({
    property,
    budget: `property/${property}`,
  });
  // One client per property, since an error that names it says more; they share their credential's budgets and tokens.
  const clientOf = (place: ErrorPlace): HttpClient =>
    httpClient(
      {
        baseUrl,
        auth,
        http,
        budgets: { [place.budget]: [{ atOnce: AT_ONCE }] },
        classify: (response, body) => classifyAnswer(response.status, body, place, clock),
      },
      runtime,
    );

  /** Sends with tokens taken, which whoever sends settles by the answer. */
  const charged = async <T>(
    { budget }: ErrorPlace,
    send: (settle: Awaited<ReturnType<TokenQuota>>) => Promise<T>,
  ): Promise<T> => {
    const settle = await tokens(budget);
    try {
      return await send(settle);
    } catch (error) {
      await settle({ error });
      throw error;
    }
  };

  /** An answer so small that it comes whole, and is asked for again where it breaks off. */
  const small = (place: ErrorPlace, endpoint: string, report: Report, json: object) =>
    charged(place, async (settle): Promise<RealtimeAnswer> => {
      const { body } = await clientOf(place).json<{ rows?: unknown[] }>(
        ...sending(place, endpoint, json),
      );
      const answer = parseAnswer({ ...body, rows: [] }, report);
      await settle({ quota: answer.propertyQuota });
      return { answer, rows: body.rows ?? [] };
    });

  const timeZone = (property: string): Promise<string> =>
    runtime.once(`ga4 time zone ${property}`, async () => {
      const days = { first: "today", last: "today" };
      const query = { property, report: cheapest, days, offset: 0 };
      const place = placeOf(property);
      const { answer } = await small(place, REPORT_ENDPOINT, cheapest, toRequest(query));
      return timeZoneIn(answer, property);
    });
  const metadata = async (property: string): Promise<Metadata> => {
    const place = placeOf(property);
    const { body } = await clientOf(place).json(`properties/${property}/metadata`, {
      endpoint: "properties/{id}/metadata",
      budget: place.budget,
      shape: (answer) => metadataSchema.safeParse(answer).success,
    });
    return metadataSchema.parse(body);
  };

  return {
    host: new URL(baseUrl).host,

    report(query) {
      const { property, report } = query;
      const place = placeOf(property);
      return charged(place, async (settle) => {
        const { body } = await clientOf(place).bytes(
          ...sending(place, REPORT_ENDPOINT, toRequest(query)),
        );
        return settled(readParts(body, { report, place, clock, maxBodyBytes }), settle);
      });
    },

    realtime: (property, report) =>
      small(
        { property, budget: `property/${property}/realtime` },
        "properties/{id}:runRealtimeReport",
        report,
        toRequest({ property, report, offset: 0 }),
      ),

    timeZone,
    metadata,

    // Some may read metadata who may not read reports, so both are asked for.
    async check() {
      for (const property of config.properties) {
        checkReports(property, config.reports, await metadata(property), runtime.log);
        await timeZone(property);
      }
    },
  };
}

function sending({ property, budget }: ErrorPlace, endpoint: string, json: object) {
  const options = {
    method: "POST",
    query: { prettyPrint: "false" },
    readOnly: true,
    endpoint,
    budget,
    json,
  };
  return [endpoint.replace("{id}", property), options] as const;
}

function timeZoneIn({ metadata }: ReportAnswer, property: string): string {
  const timeZone = metadata?.timeZone ?? "";
  if (isTimeZone(timeZone)) return timeZone;
  throw wrongShape(
    `the time zone of property ${property}, "${timeZone}", is none that this runtime knows`,
  );
}

const cheapest: Report = { dimensions: [], metrics: ["sessions"] };

async function* settled(
  parts: AsyncGenerator<ReportPart>,
  settle: Awaited<ReturnType<TokenQuota>>,
): AsyncGenerator<ReportPart> {
  let outcome: Parameters<typeof settle>[0] = {};
  try {
    for await (const part of parts) {
      if (part.complete) outcome = { quota: part.answer.propertyQuota };
      yield part;
    }
  } catch (error) {
    outcome = { error };
    throw error;
  } finally {
    await settle(outcome);
  }
}

function toRequest({ report, days, offset }: ReportQuery): object {
  const { dimensions, metrics, ...rest } = report;
  return {
    // Filters, currency, minutes: named as GA4 names them.
    ...rest,
    dimensions: named(dimensions.filter((name) => name !== RANGE)),
    metrics: named(metrics),
    ...(days && {
      dateRanges: [{ startDate: days.first, endDate: days.last }],
      // Without an order of its own GA4 may give a row twice and another never.
      orderBys: dimensions.map((dimensionName) => ({ dimension: { dimensionName } })),
      offset: String(offset),
    }),
    limit: String(MAX_ROWS),
    returnPropertyQuota: true,
  };
}

function named(names: readonly string[]): object[] {
  return names.map((name) => ({ name }));
}

function authOf(credentials: Credentials, tokenUrl: string | undefined): Auth {
  if ("serviceAccount" in credentials) {
    const { email, privateKey, keyId, tokenUrl: own } = credentials.serviceAccount;
    return jwtBearer({
      issuer: email,
      privateKey,
      keyId,
      scope: SCOPE,
      tokenUrl: tokenUrl ?? own ?? GOOGLE_TOKEN_URL,
    });
  }
  return oauthRefresh({ ...credentials, tokenUrl: tokenUrl ?? GOOGLE_TOKEN_URL });
}

/** Quotas are counted by Cloud project; of that, this much is known without asking. */
function projectOf(credentials: Credentials): string {
  return "serviceAccount" in credentials ? credentials.serviceAccount.email : credentials.clientId;
}
