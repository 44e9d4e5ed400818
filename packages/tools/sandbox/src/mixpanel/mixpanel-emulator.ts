import type { Answer } from "../answer.ts";
import { sandboxCredentials } from "../credentials.ts";
import { createEmulator, type Emulator, type EmulatorOptions } from "../emulator.ts";
import { createAccess, type MixpanelCredentials } from "./access.ts";
import { createEngage } from "./engage.ts";
import { createEvents, latestOf, type SandboxEvent } from "./events.ts";
import { daysIn, exportLines, namesIn, type ExportFault } from "./export.ts";
import { createLimiter, type MixpanelLimits } from "./limiter.ts";
import { createPeople, type People } from "./people.ts";
import { defaultProject, wallClock, type MixpanelProject } from "./project.ts";
import { Refusal } from "./refusal.ts";
import { createReports, savedFunnels } from "./reports.ts";
import { createSettings } from "./settings.ts";

/** Options of the Mixpanel emulator. */
export interface MixpanelEmulatorOptions extends EmulatorOptions {
  readonly project?: Partial<MixpanelProject>;
  readonly credentials?: Partial<MixpanelCredentials>;
  /** Mixpanel's limits, none, or Mixpanel's with some changed. Default vendor. */
  readonly limits?: "vendor" | "off" | Partial<MixpanelLimits>;
  /** Profiles in a page. Default 1000, as Mixpanel has it. */
  readonly pageSize?: number;
  /** Reports that the project's plan does not include (`engage`, `funnels`): answered 402. Default none. */
  readonly notInPlan?: readonly string[];
}

/** What a test or a demo can do to the Mixpanel emulator. */
export interface MixpanelControls {
  /** Of each event of these days its latest version, once: without paging or limits. */
  events(from: string, to: string): SandboxEvent[];
  /** Gives so many of a day's events a newer version; the older ones are exported, too. */
  restateEvents(day: string, count: number): void;
  /** So many more events of a day arrive now. */
  lateEvents(day: string, count: number): void;
  /** The next exports go wrong, so many times. Default once. */
  breakExport(fault: ExportFault, times?: number): void;
  readonly people: Omit<People, "numbers" | "profile">;
  /** Distinct ids of all profiles, or of a cohort's members. */
  ids(cohort?: number): string[];
  /** Ends the sessions of profile pages now. */
  expireSessions(): void;
  annotate(day: string, description: string): void;
  removeAnnotation(): void;
}

const HOSTS = ["", "eu.", "in."].flatMap((region) => [
  `${region}mixpanel.com`,
  `data${region === "" ? "" : `-${region.slice(0, 2)}`}.mixpanel.com`,
]);

/** Mixpanel's Query, Export and App APIs, reading only. */
export function mixpanelEmulator(
  options: MixpanelEmulatorOptions = {},
): Emulator & MixpanelControls {
  const { seed = 1, now = Date.now, latencyMs = 0, notInPlan = [] } = options;
  const project = { ...defaultProject, ...options.project };
  const credentials = { ...sandboxCredentials.mixpanel, ...options.credentials };
  const projectId = Number(credentials.projectId);
  const access = createAccess(credentials);
  const limiter = createLimiter(options.limits ?? "vendor", now);
  const events = createEvents(project, seed, now);
  const people = createPeople(project, projectId, seed, now);
  const engage = createEngage(people, options.pageSize ?? 1_000, seed, now);
  const offset = offsetOf(project.timeZone, now());
  const settings = createSettings(projectId, offset);
  const today = (zone = project.timeZone): number => Math.floor(wallClock(zone, now()) / DAY_MS);
  const reports = createReports(events, today);
  let broken: { fault: ExportFault; times: number } | undefined;

  const nextFault = (): ExportFault | undefined => {
    if (broken === undefined || broken.times <= 0) return undefined;
    broken.times -= 1;
    return broken.fault;
  };

  function exported(query: URLSearchParams): Answer {
    const [, last] = daysIn(query);
    namesIn(query.get("event"));
    if (last > today(project.timeIsProjectLocal ? project.timeZone : "UTC")) {
      throw new Refusal(400, "to_date cannot be later than today");
    }
    let count = 0;
    return {
      endpoint: "/api/2.0/export",
      status: 200,
      contentType: "text/plain",
      body: exportLines(events, query, nextFault(), () => (count += 1)),
      records: () => count,
    };
  }

  async function report(name: string, request: Request, query: URLSearchParams): Promise<unknown> {
    if (notInPlan.includes(name)) throw new Refusal(402, "Payment required");
    const form = new URLSearchParams(query);
    if (request.method === "POST") {
      for (const [key, value] of new URLSearchParams(await request.text())) form.set(key, value);
    }
    switch (`${request.method} ${name}`) {
      case "POST cohorts/list":
      case "GET cohorts/list":
        return people.cohorts();
      case "POST engage":
      case "GET engage":
        return engage.page(form);
      case "GET events":
        return reports.events(query);
      case "GET events/names":
        return reports.names();
      case "GET segmentation":
        return reports.segmentation(query);
      case "GET retention":
        return reports.retention(query);
      case "GET funnels":
        return reports.funnel(query);
      case "GET funnels/list":
        return savedFunnels.map(({ funnel_id, name: shown }) => ({ funnel_id, name: shown }));
      case "GET insights":
        return reports.insights(query, offset);
      default:
        throw new Refusal(404, "Not found");
    }
  }

  async function handle(request: Request, url: URL): Promise<Answer> {
    const { searchParams: query } = url;
    // Older clients end every path with a slash.
    const pathname = url.pathname.replace(/\/$/, "");
    const app = /^\/api\/app\/projects\/(\d+)\/(annotations|schemas)$/.exec(pathname);
    if (app !== null) {
      const endpoint = `/api/app/projects/{projectId}/${app[2]}`;
      return answered(
        endpoint,
        (error) => ({ status: "error", error }),
        async () => {
          access.enter(request, app[1]);
          const results = app[2] === "schemas" ? settings.schemas() : settings.annotations();
          return json(endpoint, { status: "ok", results }, results.length);
        },
      );
    }
    if (pathname === "/api/2.0/export") {
      return answered(
        pathname,
        (error) => `${error}\n`,
        async () => {
          access.enter(request, query.get("project_id"), 400);
          limiter.begin("export");
          return exported(query);
        },
      );
    }
    const name = /^\/api\/(?:query|2\.0)\/(.+)$/.exec(pathname)?.[1] ?? "";
    const place = `${pathname}${url.search}`;
    return answered(
      `/api/query/${name}`,
      (error) => ({ request: place, error }),
      async () => {
        access.enter(request, query.get("project_id"));
        const done = limiter.begin("query");
        try {
          const body = await report(name, request, query);
          return { ...json(`/api/query/${name}`, body, recordsIn(body)), done };
        } catch (error) {
          done();
          throw error;
        }
      },
    );
  }

  const { numbers, profile: _, ...changes } = people;
  const controls: MixpanelControls = {
    events: (from, to) => latestOf(events, from, to),
    restateEvents: events.restate,
    lateEvents: events.arriveLate,
    breakExport(fault, times = 1) {
      broken = { fault, times };
    },
    people: changes,
    ids: (cohort) => numbers(cohort).map((number) => `user-${number}`),
    expireSessions: engage.expire,
    annotate: settings.annotate,
    removeAnnotation: settings.removeAnnotation,
  };
  const emulator = createEmulator({ name: "mixpanel", hosts: HOSTS, now, latencyMs, handle });
  return Object.assign(emulator, controls);
}

const DAY_MS = 86_400_000;

/** Errors have a body of their own in each of the APIs. */
async function answered(
  endpoint: string,
  bodyOf: (message: string) => unknown,
  answer: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await answer();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const body = bodyOf(error.message);
    return typeof body === "string"
      ? { endpoint, status: error.status, contentType: "text/plain", body }
      : { ...json(endpoint, body, 0), status: error.status };
  }
}

function json(endpoint: string, body: unknown, records: number): Answer {
  const text = JSON.stringify(body);
  return { endpoint, status: 200, contentType: "application/json", body: text, records };
}

function recordsIn(body: unknown): number {
  if (Array.isArray(body)) return body.length;
  const results: unknown = Reflect.get(Object(body), "results");
  return Array.isArray(results) ? results.length : 1;
}

function offsetOf(timeZone: string, at: number): string {
  const minutes = Math.round((wallClock(timeZone, at) - at) / 60_000);
  const two = (number: number): string => String(number).padStart(2, "0");
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
