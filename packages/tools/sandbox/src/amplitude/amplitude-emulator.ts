import type { Answer } from "../answer.ts";
import { sandboxCredentials } from "../credentials.ts";
import { createEmulator, type Emulator, type EmulatorOptions } from "../emulator.ts";
import { enter, type AmplitudeCredentials } from "./access.ts";
import { createCharts } from "./charts.ts";
import { createCohorts, type CohortControls, type SandboxAmplitudeCohort } from "./cohorts.ts";
import { createEvents, type SandboxAmplitudeEvent } from "./events.ts";
import { archiveOf, hasEvents, hoursIn, type ArchiveFault } from "./export.ts";
import { createLimiter, type AmplitudeLimits } from "./limiter.ts";
import { defaultProject, HOUR_MS, type AmplitudeProject } from "./project.ts";
import { Refusal, refusalBody } from "./refusal.ts";
import { createSettings } from "./settings.ts";

/** Options of the Amplitude emulator. */
export interface AmplitudeEmulatorOptions extends EmulatorOptions {
  readonly project?: Partial<AmplitudeProject>;
  readonly credentials?: Partial<AmplitudeCredentials>;
  /** Amplitude's limits, none, or Amplitude's with some changed. Default vendor. */
  readonly limits?: "vendor" | "off" | Partial<AmplitudeLimits>;
  /** An export of more hours than these is refused with this status. Default none is. */
  readonly mostHours?: { readonly hours: number; readonly status: 400 | 504 };
  /** The project's plan has no taxonomy. Default false. */
  readonly withoutTaxonomy?: boolean;
}

/** What a test or a demo can do to the Amplitude emulator. */
export interface AmplitudeControls {
  /** The events uploaded in these hours (`YYYY-MM-DDTHH`, both included) that can be exported by now. */
  events(first: string, last: string): SandboxAmplitudeEvent[];
  /** So many more events of an hour (`YYYY-MM-DDTHH`) can be exported from now on. */
  lateEvents(hour: string, count: number): void;
  /** The next exports go wrong, so many times. Default once. */
  breakExport(fault: ArchiveFault, times?: number): void;
  readonly cohorts: CohortControls & {
    list(): SandboxAmplitudeCohort[];
    /** Amplitude ids of a cohort's members. */
    members(cohort: string): string[];
  };
  /** Late events have changed the charts of a day: so many more. */
  restateCharts(day: string, more: number): void;
  annotate(day: string, label: string): void;
  /** Removes the oldest annotation. */
  removeAnnotation(): void;
}

const VENDOR_HOSTS = ["amplitude.com", "analytics.eu.amplitude.com"];
const DOWNLOAD_HOST = "sandbox-cohorts.s3.us-west-2.amazonaws.com";
const LINK_MS = 60_000;

/** Amplitude's Export, Behavioral Cohorts, Dashboard REST, Annotations and Taxonomy APIs, reading only. */
export function amplitudeEmulator(
  options: AmplitudeEmulatorOptions = {},
): Emulator & AmplitudeControls {
  const { seed = 1, now = Date.now, latencyMs = 0, mostHours, withoutTaxonomy = false } = options;
  const project = { ...defaultProject, ...options.project };
  const credentials = { ...sandboxCredentials.amplitude, ...options.credentials };
  const limiter = createLimiter(options.limits ?? "vendor", now);
  const events = createEvents(project, seed, now);
  const cohorts = createCohorts(project, seed, now);
  const charts = createCharts(seed, now);
  const settings = createSettings();
  let broken: { fault: ArchiveFault; times: number } | undefined;

  const nextFault = (): ArchiveFault | undefined => {
    if (broken === undefined || broken.times <= 0) return undefined;
    broken.times -= 1;
    return broken.fault;
  };

  function exported(query: URLSearchParams): Answer {
    const hours = hoursIn(query);
    if (mostHours !== undefined && hours[1] - hours[0] >= mostHours.hours) {
      if (mostHours.status === 504) return text("/api/2/export", 504, "upstream request timeout");
      const details = "The file size of the exported data is too large. The limit size is 4GB.";
      throw new Refusal(400, "Bad Request", details);
    }
    if (!hasEvents(events, hours)) {
      throw new Refusal(404, "Unspecified Error", "Raw data files were not found.");
    }
    let count = 0;
    return {
      endpoint: "/api/2/export",
      status: 200,
      contentType: "application/zip",
      body: archiveOf(events, project, hours, nextFault(), () => (count += 1)),
      records: () => count,
    };
  }

  /** The file of a cohort: at once, or by a link to another server where Amplitude's own hosts are asked. */
  function download(request: string, url: URL): Answer {
    const endpoint = "/api/5/cohorts/request/{id}/file";
    const file = cohorts.file(request);
    const header = file.next().value ?? "";
    if (!VENDOR_HOSTS.includes(url.hostname)) return csv(endpoint, withHeader(header, file));
    const location = `https://${DOWNLOAD_HOST}/${request}.csv?X-Amz-Date=${now()}`;
    return { ...text(endpoint, 302, ""), headers: { location } };
  }

  /** The other server: it bears no second way to sign, and its links last a minute. */
  function stored(request: Request, url: URL): Answer {
    const endpoint = "/{file}.csv";
    const refused = (status: number, code: string, message: string): Answer =>
      text(endpoint, status, `<Error><Code>${code}</Code><Message>${message}</Message></Error>`);
    if (request.headers.has("authorization")) {
      return refused(400, "InvalidArgument", "Only one auth mechanism allowed");
    }
    if (now() - Number(url.searchParams.get("X-Amz-Date")) > LINK_MS) {
      return refused(403, "AccessDenied", "Request has expired");
    }
    return csv(endpoint, cohorts.file(url.pathname.slice(1).replace(/\.csv$/, "")));
  }

  async function handle(request: Request, url: URL): Promise<Answer> {
    const { searchParams: query, pathname } = url;
    const route = routeOf(pathname);
    if (url.hostname === DOWNLOAD_HOST) return stored(request, url);
    try {
      if (request.method !== "GET") throw new Refusal(405, "Method Not Allowed");
      enter(request, credentials);
      const done = limiter.begin();
      try {
        return { ...answer(route, url, query), done };
      } catch (error) {
        done();
        throw error;
      }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return {
        ...json(route.endpoint, refusalBody(error, route.endpoint), 0),
        status: error.status,
      };
    }
  }

  function answer({ endpoint, id }: Route, url: URL, query: URLSearchParams): Answer {
    const chart = (of: ReturnType<typeof charts.users>): Answer => {
      limiter.chart(of.cost);
      return json(endpoint, of.answer(), of.days);
    };
    switch (endpoint) {
      case "/api/2/export":
        return exported(query);
      case "/api/2/users":
        return chart(charts.users(query));
      case "/api/2/sessions/average":
        return chart(charts.sessions(query));
      case "/api/2/events/list":
        limiter.chart(1);
        return listed(endpoint, "data", settings.eventsList());
      case "/api/3/cohorts":
        return listed(endpoint, "cohorts", cohorts.list(query.get("includeSyncInfo") === "true"));
      case "/api/3/annotations":
        return listed(endpoint, "data", settings.notes());
      case "/api/3/annotation-categories":
        return listed(endpoint, "data", settings.categories());
      case "/api/5/cohorts/request/{id}":
        limiter.cohort();
        return { ...json(endpoint, cohorts.request(id, query), 0), status: 202 };
      case "/api/5/cohorts/request-status/{id}": {
        const { status, body } = cohorts.status(id);
        return { ...json(endpoint, body, 0), status };
      }
      case "/api/5/cohorts/request/{id}/file":
        return download(id, url);
      default: {
        const found = settings.taxonomy(endpoint.replace("/api/2/taxonomy/", ""));
        if (found === undefined) throw new Refusal(404, "Not Found");
        if (withoutTaxonomy) throw new Refusal(400, "Account Properties feature is not enabled.");
        return json(endpoint, { success: true, data: found }, found.length);
      }
    }
  }

  const hourOf = (hour: string): number => Date.parse(`${hour}:00:00Z`) / HOUR_MS;
  const controls: AmplitudeControls = {
    events(first, last) {
      const found: SandboxAmplitudeEvent[] = [];
      for (let hour = hourOf(first); hour <= hourOf(last); hour += 1)
        found.push(...events.of(hour));
      return found;
    },
    lateEvents: (hour, count) => events.arriveLate(hourOf(hour), count),
    breakExport(fault, times = 1) {
      broken = { fault, times };
    },
    cohorts: {
      ...cohorts.controls,
      list: () => cohorts.list(),
      members: (cohort) => cohorts.members(cohort).map((user) => String(550_106_000_000 + user)),
    },
    restateCharts: charts.restate,
    annotate: settings.annotate,
    removeAnnotation: settings.removeNote,
  };
  const hosts = [...VENDOR_HOSTS, DOWNLOAD_HOST];
  const emulator = createEmulator({ name: "amplitude", hosts, now, latencyMs, handle });
  return Object.assign(emulator, controls);
}

interface Route {
  /** Template of the path. */
  readonly endpoint: string;
  readonly id: string;
}

function routeOf(pathname: string): Route {
  const [, start = pathname, id = "", end = ""] =
    /^(\/api\/5\/cohorts\/request(?:-status)?\/)([^/]+)(\/file)?$/.exec(pathname) ?? [];
  return { endpoint: id === "" ? start : `${start}{id}${end}`, id };
}

function* withHeader(header: string, rows: Iterable<string>): Generator<string> {
  yield header;
  yield* rows;
}

function csv(endpoint: string, body: Iterable<string>): Answer {
  return { endpoint, status: 200, contentType: "text/csv", body };
}

function text(endpoint: string, status: number, body: string): Answer {
  return { endpoint, status, contentType: "text/plain", body };
}

function json(endpoint: string, body: unknown, records: number): Answer {
  const contentType = "application/json";
  return { endpoint, status: 200, contentType, body: JSON.stringify(body), records };
}

function listed(endpoint: string, field: string, items: readonly object[]): Answer {
  return json(endpoint, { [field]: items }, items.length);
}
