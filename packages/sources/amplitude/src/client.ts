import type { Runtime } from "@brain/core";
import { basic, httpClient, path, retry, type HttpClient, type RequestOptions } from "@brain/http";
import { isJob, isStatus, type CohortJob, type CohortStatus } from "./cohort-job.ts";
import { openCohortFile, type CohortFile } from "./cohort-file.ts";
import type { ResolvedAmplitudeConfig } from "./config.ts";
import { exportHour, type Hours } from "./hours.ts";
import {
  CHART_LIMITS,
  COHORT_LIMITS,
  EXPORT_TIMEOUT_MS,
  PAUSE_FACTOR,
  PROJECT_LIMITS,
  TAXONOMY_LIMITS,
} from "./limits.ts";
import { classify } from "./vendor-errors.ts";
import type { ByteReader } from "./zip/byte-reader.ts";
import { openArchive } from "./zip/unzip.ts";

const hosts = {
  us: "https://amplitude.com",
  eu: "https://analytics.eu.amplitude.com",
} as const;
/** Large cohorts are downloaded from S3; Amplitude does not say from which bucket. */
const DOWNLOADS = ["amazonaws.com"];

/** Amplitude, as far as it is read. Lives as long as one scope. */
export type AmplitudeClient = ReturnType<typeof createAmplitudeClient>;

/** A client of the Export, Behavioral Cohorts, Dashboard REST, Annotations and Taxonomy APIs. */
export function createAmplitudeClient(config: ResolvedAmplitudeConfig, runtime: Runtime) {
  const { apiKey, secretKey, region, http } = config;
  const baseUrl = new URL(config.baseUrl ?? hosts[region]);
  const pauseMs = PAUSE_FACTOR * (http?.retryBaseMs ?? 500);
  const make = (timeoutMs: number, exportHours?: number): HttpClient =>
    httpClient(
      {
        baseUrl: baseUrl.href,
        auth: basic(apiKey, secretKey),
        http: { ...http, attemptTimeoutMs: Math.max(timeoutMs, http?.attemptTimeoutMs ?? 120_000) },
        redirectHosts: DOWNLOADS,
        budgets: {
          default: PROJECT_LIMITS,
          charts: CHART_LIMITS,
          cohorts: COHORT_LIMITS,
          taxonomy: TAXONOMY_LIMITS,
        },
        classify: (response, body) =>
          classify(response, body, { pauseUntil: runtime.clock.now() + pauseMs, exportHours }),
      },
      runtime,
    );
  const client = make(0);
  /** An answer that does not begin as it must is asked for again. */
  const begun = <T>(name: string, ask: () => Promise<T>): Promise<T> =>
    retry(ask, {
      runtime,
      name,
      host: baseUrl.host,
      attempts: http?.retryAttempts,
      baseMs: http?.retryBaseMs,
    });

  /** The list in an answer, which has to be there. */
  async function list(
    name: string,
    field: string,
    request: RequestOptions = {},
  ): Promise<readonly object[]> {
    const { body } = await client.json<object>(name, {
      ...request,
      shape: (answer) => Array.isArray(Reflect.get(Object(answer), field)),
    });
    // `shape` has looked.
    return Reflect.get(body, field) as readonly object[];
  }

  return {
    list,

    /** Whose retry budget pays for what is read again. */
    host: baseUrl.host,

    /** The archive of the events uploaded in these hours; undefined: there are none. */
    async export({ first, end }: Hours): Promise<ByteReader | undefined> {
      const exports = make(EXPORT_TIMEOUT_MS, end - first);
      // Both hours are included.
      const query = { start: exportHour(first), end: exportHour(end - 1) };
      return begun("api/2/export", async () => {
        const { status, body } = await exports.bytes("api/2/export", { query });
        return status === 404 ? undefined : openArchive(body);
      });
    },

    /** What a chart shows; `isRight` tells whether the answer has its shape. */
    async chart<T>(
      name: string,
      query: Readonly<Record<string, string | undefined>>,
      cost: number,
      isRight: (body: unknown) => boolean,
    ): Promise<T> {
      const { body } = await client.json<T>(`api/2/${name}`, {
        query,
        budget: "charts",
        cost,
        shape: isRight,
      });
      return body;
    },

    /** Asks Amplitude to make a cohort's file, which counts among the month's downloads. */
    async requestCohort(cohort: string): Promise<CohortJob> {
      const { memberProperties: chosen } = config;
      const { body } = await client.json<CohortJob>(path`api/5/cohorts/request/${cohort}`, {
        endpoint: "api/5/cohorts/request/{id}",
        budget: "cohorts",
        query: {
          props: chosen === undefined ? "0" : "1",
          propKeys: typeof chosen === "string" ? undefined : chosen,
        },
        shape: isJob,
      });
      return body;
    },

    /** Whether the file is there; undefined: Amplitude does not know the request any more. */
    async cohortStatus(request: string): Promise<CohortStatus | undefined> {
      const { status, body } = await client.json<CohortStatus | undefined>(
        path`api/5/cohorts/request-status/${request}`,
        {
          endpoint: "api/5/cohorts/request-status/{id}",
          expect: [404],
          shape: isStatus,
        },
      );
      return status === 404 ? undefined : body;
    },

    /** The file with its first row, from wherever Amplitude has put it. */
    async cohortFile(request: string): Promise<CohortFile> {
      const endpoint = "api/5/cohorts/request/{id}/file";
      return begun(endpoint, async () => {
        const place = path`api/5/cohorts/request/${request}/file`;
        return openCohortFile((await client.bytes(place, { endpoint })).body);
      });
    },
  };
}
