import { hash, pick } from "../random.ts";
import type { AmplitudeProject } from "./project.ts";
import { Refusal } from "./refusal.ts";

/** A saved group of users, as the list has it. */
export interface SandboxAmplitudeCohort {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly lastMod: number;
  readonly lastComputed: number;
  readonly [field: string]: unknown;
}

/** Changes to the cohorts. */
export interface CohortControls {
  /** So many members leave. */
  leave(cohort: string, count: number): void;
  rename(cohort: string, name: string): void;
  archive(cohort: string): void;
  remove(cohort: string): void;
  /** The file of a request is not ready before it was asked after so many times. Default 2. */
  readyAfter(polls: number): void;
  /** Amplitude forgets its requests, as it does after seven days. */
  forgetRequests(): void;
}

interface Job {
  readonly cohort: string;
  readonly properties: "all" | readonly string[];
  polls: number;
}

const properties = ["plan", "City"] as const;

/** Cohorts and their files: members are computed from numbers, only changes are kept. */
export function createCohorts(project: AmplitudeProject, seed: number, now: () => number) {
  const start = now();
  const left = new Map<string, number>();
  const names = new Map<string, string>();
  const archived = new Set<string>();
  const gone = new Set<string>();
  const changedAt = new Map<string, number>();
  const jobs = new Map<string, Job>();
  let pollsNeeded = 2;
  let requests = 0;
  const seconds = (at: number): number => Math.floor(at / 1_000);
  const ids = Array.from({ length: project.cohorts }, (_, index) =>
    hash(seed, index, 77).toString(36).padStart(8, "0"),
  );
  const known = (id: string): number => {
    const index = ids.indexOf(id);
    if (index === -1 || gone.has(id)) throw new Refusal(404, "Cohort not found");
    return index;
  };
  const members = (id: string): number[] => {
    const index = known(id);
    const found: number[] = [];
    for (let user = 0; user < project.users; user += 1) {
      if (hash(seed, user, index) % 3 === 0) found.push(user);
    }
    return found.slice(left.get(id) ?? 0);
  };
  const changed = (id: string): void => void changedAt.set(id, now());
  const jobOf = (request: string): Job => {
    const job = jobs.get(request);
    if (job === undefined) throw new Refusal(404, "Request not found");
    return job;
  };

  const controls: CohortControls = {
    leave(cohort, count) {
      left.set(cohort, (left.get(cohort) ?? 0) + count);
      changed(cohort);
    },
    rename(cohort, name) {
      names.set(cohort, name);
      changed(cohort);
    },
    archive: (cohort) => void archived.add(cohort),
    remove: (cohort) => void gone.add(cohort),
    readyAfter(polls) {
      pollsNeeded = polls;
    },
    forgetRequests: () => jobs.clear(),
  };
  return {
    controls,
    members,
    /** With where they are sent to, if that is asked for. */
    list: (withSync = false): SandboxAmplitudeCohort[] =>
      ids.flatMap((id, index) => {
        if (gone.has(id)) return [];
        const at = seconds(changedAt.get(id) ?? start - (index + 1) * 3_600_000);
        return [
          {
            ...cohortOf(project, {
              id,
              index,
              name: names.get(id),
              archived: archived.has(id),
              at,
              size: members(id).length,
            }),
            ...(withSync ? { syncMetadata: [] } : {}),
          },
        ];
      }),
    request(cohort: string, query: URLSearchParams): object {
      known(cohort);
      const request = `r${(requests += 1)}`;
      const keys = query.getAll("propKeys");
      const chosen = query.get("props") === "1" ? (keys.length > 0 ? keys : "all") : [];
      jobs.set(request, { cohort, properties: chosen, polls: 0 });
      return { request_id: request, cohort_id: cohort };
    },
    status(request: string): { readonly status: number; readonly body: object } {
      const job = jobOf(request);
      job.polls += 1;
      const ready = job.polls > pollsNeeded;
      return {
        status: ready ? 200 : 202,
        body: {
          request_id: request,
          cohort_id: job.cohort,
          async_status: ready ? "JOB COMPLETED" : "JOB INPROGRESS",
        },
      };
    },
    /** The file, a piece at a time. */
    *file(request: string): Generator<string> {
      const { cohort, properties: chosen } = jobOf(request);
      const columns = chosen === "all" ? properties : chosen;
      yield `${["amplitude_id", "user_id", ...columns].map(cell).join(",")}\n`;
      for (const user of members(cohort)) {
        const values = columns.map((name) =>
          name === "plan" ? pick(["free", "team"], user) : name === "City" ? 'Lon"don, UK' : "",
        );
        const id = user % 5 === 0 ? "" : `user-${user}`;
        yield `${[`${550_106_000_000 + user}`, id, ...values].map(cell).join(",")}\n`;
      }
    },
  };
}

function cell(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function cohortOf(
  { app }: AmplitudeProject,
  one: {
    readonly id: string;
    readonly index: number;
    readonly name: string | undefined;
    readonly archived: boolean;
    readonly at: number;
    readonly size: number;
  },
): SandboxAmplitudeCohort {
  return {
    appId: app,
    archived: one.archived,
    definition: {
      version: 3,
      countGroup: { name: "User", is_computed: false },
      cohortType: "UNIQUES",
      andClauses: [],
      referenceFrameTimeParams: {},
      orClauses: [],
    },
    description: null,
    finished: true,
    id: one.id,
    name: one.name ?? `Cohort ${one.index + 1}`,
    published: true,
    type: "redshift",
    lastMod: one.at,
    createdAt: one.at - 86_400,
    lastComputed: one.at,
    hidden: false,
    metadata: null,
    view_count: null,
    popularity: null,
    last_viewed: null,
    chart_id: null,
    edit_id: null,
    is_predictive: false,
    is_official_content: false,
    location_id: null,
    shortcut_ids: [],
    per_app_metadata: null,
    cohort_definition_type: null,
    cohort_output_type: "UNIQUES",
    is_generated_content: false,
    owners: ["owner@example.com"],
    viewers: [],
    size: one.size,
  };
}
