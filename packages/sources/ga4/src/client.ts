import { DecodeError, isTimeZone, type Runtime } from "@brain/core";
import { httpClient, jwtBearer, oauthRefresh, type Auth, type HttpClient } from "@brain/http";
import type { ResolvedConfig } from "./config.ts";
import { SCOPE } from "./consent.ts";
import { GOOGLE_TOKEN_URL, type Credentials } from "./credentials.ts";
import { checkReports, metadataSchema, type Metadata } from "./metadata.ts";
import type { Days } from "./periods.ts";
import { createTokenQuota, type TokenQuota } from "./quota.ts";
import { parseAnswer, wrongShape, type ReportAnswer } from "./report-answer.ts";
import type { Report } from "./report-config.ts";
import { readParts, type ReportPart } from "./report-parts.ts";
import { classifyAnswer, type ErrorPlace } from "./vendor-error.ts";

/** The most that one request gives. */
export const MAX_ROWS = 250_000;
/** A standard property serves 10 requests at once, and other tools want some of them. */
const AT_ONCE = 4;
/** As events and metrics show it. */
export const REPORT_ENDPOINT = "properties/{id}:runReport";

/** The Data API, as far as reports need it. */
export interface Ga4Client {
  readonly host: string;
  /**
   * Sends one request; its rows come while the answer arrives. What fails before that was retried already.
   *
   * @see https://developers.google.com/analytics/devguides/reporting/data/v1/rest/v1beta/properties/runReport (read 2026-11-24)
   */
  report(query: ReportQuery): Promise<AsyncGenerator<ReportPart>>;
  /** The time zone that the property's days are counted in, asked for once. */
  timeZone(property: string): Promise<string>;
  /** @throws the reason why some property or some report of the config cannot be read. */
  check(): Promise<void>;
}

export interface ReportQuery {
  readonly property: string;
  readonly report: Report;
  readonly days: Days;
  /** Rows to leave out. */
  readonly offset: number;
}

/** A client of one scope; requests nothing yet. */
export function createGa4Client(config: ResolvedConfig, runtime: Runtime): Ga4Client {
  const { credentials, tokenUrl, baseUrl, http } = config;
  const auth = authOf(credentials, tokenUrl);
  const tokens = createTokenQuota(runtime, {
    project: projectOf(credentials),
    maxWaitMs: http?.maxWaitMs ?? 120_000,
  });
  const { clock } = runtime;
  const placeOf = (property: string): ErrorPlace => ({
    property,
    budget: `property/${property}`,
  });
  // One client per property, since an error that names it says more; they share their credential's budgets and tokens.
  const clientOf = (property: string): HttpClient => {
    const place = placeOf(property);
    return httpClient(
      {
        baseUrl,
        auth,
        http,
        budgets: { [place.budget]: [{ atOnce: AT_ONCE }] },
        classify: (response, body) => classifyAnswer(response.status, body, place, clock),
      },
      runtime,
    );
  };

  const timeZone = (property: string): Promise<string> =>
    runtime.once(`ga4 time zone ${property}`, async () => {
      const settle = await tokens(property);
      try {
        const { body } = await clientOf(property).json(`properties/${property}:runReport`, {
          ...sendingReport(placeOf(property)),
          json: {
            dateRanges: [{ startDate: "today", endDate: "today" }],
            metrics: cheapest.metrics.map((name) => ({ name })),
            limit: "1",
            returnPropertyQuota: true,
          },
        });
        const answer = parseAnswer({ ...body, rows: [] }, cheapest);
        await settle({ quota: answer.propertyQuota });
        return timeZoneIn(answer, property);
      } catch (error) {
        await settle({ error });
        throw error;
      }
    });
  const metadata = async (property: string): Promise<Metadata> => {
    const { body } = await clientOf(property).json(`properties/${property}/metadata`, {
      endpoint: "properties/{id}/metadata",
      budget: placeOf(property).budget,
      shape: (answer) => metadataSchema.safeParse(answer).success,
    });
    return metadataSchema.parse(body);
  };

  return {
    host: new URL(baseUrl).host,

    async report({ property, report, days, offset }) {
      const place = placeOf(property);
      const settle = await tokens(property);
      try {
        const { body } = await clientOf(property).bytes(`properties/${property}:runReport`, {
          ...sendingReport(place),
          json: toRequest(report, days, offset),
        });
        return settled(readParts(body, report, place, clock), settle);
      } catch (error) {
        await settle({ error });
        throw error;
      }
    },

    timeZone,

    // Some may read metadata who may not read reports, so both are asked for.
    async check() {
      for (const property of config.properties) {
        checkReports(property, config.reports, await metadata(property), runtime.log);
        await timeZone(property);
      }
    },
  };
}

function sendingReport({ budget }: ErrorPlace) {
  return {
    method: "POST",
    query: { prettyPrint: "false" },
    readOnly: true,
    endpoint: REPORT_ENDPOINT,
    budget,
  };
}

function timeZoneIn({ metadata }: ReportAnswer, property: string): string {
  const timeZone = metadata?.timeZone;
  if (typeof timeZone !== "string") {
    throw wrongShape(`it does not tell the time zone of property ${property}`);
  }
  if (isTimeZone(timeZone)) return timeZone;
  throw new DecodeError({
    code: "wrong_shape",
    message: `GA4 named the time zone "${timeZone}", which this runtime does not know.`,
    hint: "Update the runtime's time zone data.",
  });
}

const cheapest: Report = { dimensions: [], metrics: ["sessions"], keepEmptyRows: false };

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

function toRequest(report: Report, days: Days, offset: number): object {
  return {
    dateRanges: [{ startDate: days.first, endDate: days.last }],
    dimensions: report.dimensions.map((name) => ({ name })),
    metrics: report.metrics.map((name) => ({ name })),
    dimensionFilter: report.dimensionFilter,
    metricFilter: report.metricFilter,
    // Without an order of its own GA4 may give a row twice and another never.
    orderBys: report.dimensions.map((dimensionName) => ({ dimension: { dimensionName } })),
    offset: String(offset),
    limit: String(MAX_ROWS),
    keepEmptyRows: report.keepEmptyRows,
    currencyCode: report.currencyCode,
    returnPropertyQuota: true,
  };
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
