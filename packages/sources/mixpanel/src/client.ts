import { Secret, type Runtime } from "@brain/core";
import { basic, httpClient, path, type Answer, type HttpClient, type Query } from "@brain/http";
import type { ResolvedMixpanelConfig } from "./config.ts";
import type { Days } from "./days.ts";
import { isPage, type EngagePage, type EngageQuery } from "./engage.ts";
import { parseLine, type Line } from "./event-lines.ts";
import {
  EXPORT_LIMITS,
  EXPORT_TIMEOUT_MS,
  LEXICON_LIMITS,
  PAUSE_FACTOR,
  QUERY_LIMITS,
} from "./limits.ts";
import { classify } from "./vendor-errors.ts";

const hosts = {
  us: ["https://mixpanel.com", "https://data.mixpanel.com"],
  eu: ["https://eu.mixpanel.com", "https://data-eu.mixpanel.com"],
  in: ["https://in.mixpanel.com", "https://data-in.mixpanel.com"],
} as const;

/** Mixpanel, as far as it is read. Lives as long as one scope. */
export type MixpanelClient = ReturnType<typeof createMixpanelClient>;

/** A client of the Query, Export and App APIs ({@link https://docs.mixpanel.com/reference/overview}, read 2026-11-24). */
export function createMixpanelClient(config: ResolvedMixpanelConfig, runtime: Runtime) {
  const { projectId, username, region, http } = config;
  const [api, data] = hosts[region];
  // Allowances are the project's, whoever asks.
  const budget = (name: string): string => `${name} ${projectId}`;
  const client = (baseUrl: string, name: string, least: number): HttpClient =>
    httpClient(
      {
        baseUrl,
        auth:
          username === undefined
            ? basic(config.projectSecret?.reveal() ?? "", Secret.of(""))
            : basic(username, config.secret ?? Secret.of("")),
        http: { ...http, attemptTimeoutMs: Math.max(least, http?.attemptTimeoutMs ?? 120_000) },
        budgets: {
          [budget("query")]: QUERY_LIMITS,
          [budget("export")]: EXPORT_LIMITS,
          [budget("lexicon")]: LEXICON_LIMITS,
        },
        classify: (response, body) =>
          classify(response, body, {
            until: runtime.clock.now() + PAUSE_FACTOR * (http?.retryBaseMs ?? 500),
            budget: budget(name),
          }),
      },
      runtime,
    );
  const queries = client(config.baseUrl ?? api, "query", 0);
  const exportUrl = config.exportUrl ?? config.baseUrl ?? data;
  const exports = client(exportUrl, "export", EXPORT_TIMEOUT_MS);
  const lexicon = client(config.baseUrl ?? api, "lexicon", 0);
  // A project secret belongs to one project, and needs no id.
  const project: Readonly<Record<string, string | undefined>> =
    username === undefined ? {} : { project_id: projectId, workspace_id: config.workspaceId };

  return {
    /** Whose retry budget pays for an export that is read again. */
    exportHost: new URL(exportUrl).host,

    /** A report; `isRight` tells whether the answer has its shape. */
    async query<T>(
      name: string,
      query: Readonly<Record<string, string | undefined>>,
      isRight: (body: unknown) => boolean,
    ): Promise<T> {
      const { body } = await queries.json<T>(`api/query/${name}`, {
        query: { ...project, ...query },
        budget: budget("query"),
        shape: isRight,
      });
      return body;
    },

    /** Lines of raw events as they arrive: each an event, or a piece of one that was cut. */
    events(days: Days): Promise<Answer<AsyncIterable<Line[]>>> {
      const { events, eventWhere } = config;
      return exports.lines<Line>("api/2.0/export", {
        query: {
          project_id: project["project_id"],
          from_date: days.first,
          to_date: days.last,
          event: events === undefined ? undefined : JSON.stringify(events),
          where: eventWhere,
          time_in_ms: true,
        },
        budget: budget("export"),
        parse: parseLine,
      });
    },

    /** A page of profiles. */
    async engage(asked: EngageQuery): Promise<EngagePage> {
      const { session, cohort, where } = asked;
      const form: Query = {
        filter_by_cohort: cohort === undefined ? undefined : JSON.stringify({ id: Number(cohort) }),
        where,
        output_properties:
          config.profileProperties === undefined
            ? undefined
            : JSON.stringify(config.profileProperties),
        session_id: session?.id,
        page: session === undefined ? undefined : String(session.page),
      };
      const { body } = await queries.json<EngagePage>("api/query/engage", {
        method: "POST",
        query: project,
        form,
        readOnly: true,
        budget: budget("query"),
        shape: isPage,
      });
      return body;
    },

    async cohorts(): Promise<readonly object[]> {
      const { body } = await queries.json<readonly object[]>("api/query/cohorts/list", {
        method: "POST",
        query: project,
        readOnly: true,
        budget: budget("query"),
        shape: Array.isArray,
      });
      return body;
    },

    /** What the project's settings hold under this name. */
    async settings(name: "annotations" | "schemas"): Promise<readonly object[]> {
      const { body } = await (name === "schemas" ? lexicon : queries).json<{ results: object[] }>(
        path`api/app/projects/${projectId}/${name}`,
        {
          endpoint: `api/app/projects/{id}/${name}`,
          budget: name === "schemas" ? budget("lexicon") : undefined,
          shape: (answer) => Array.isArray(answer?.results),
        },
      );
      return body.results;
    },
  };
}
