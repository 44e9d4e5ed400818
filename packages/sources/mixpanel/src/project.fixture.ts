import {
  definePipeline,
  from,
  memoryBudget,
  type FlowDefinition,
  type Logger,
  type Stream,
} from "@brain/core";
import { mixpanelEmulator, sandboxCredentials, type MixpanelEmulatorOptions } from "@brain/sandbox";
import { fakeClock, memoryDestination } from "@brain/testkit";
import type { MixpanelConfig } from "./types.ts";
import { mixpanel } from "./mixpanel.ts";

const { projectId, username, secret } = sandboxCredentials.mixpanel;

/** What a test may put in front of the emulator: an answer of its own, or nothing to let the request pass. */
export type Interception = (
  request: Request,
  count: number,
) => Response | undefined | Promise<Response | undefined>;

export interface ProjectOptions extends MixpanelEmulatorOptions {
  readonly start?: string | undefined;
  readonly config?: Partial<Omit<MixpanelConfig, "username" | "secret" | "projectSecret">>;
  readonly intercept?: Interception | undefined;
  readonly log?: Logger | undefined;
}

/** An emulated project and a source in front of it; nothing waits in real time. */
export function project({ config, intercept, start, log, ...options }: ProjectOptions = {}) {
  const clock = fakeClock({ start: start ?? "2026-11-24T09:00:00Z", autoMs: 20_000 });
  const emulator = mixpanelEmulator({ now: clock.now, ...options });
  const requests: { readonly url: URL; readonly form: URLSearchParams }[] = [];
  const runtime = {
    clock,
    budget: memoryBudget(clock),
    ...(log === undefined ? {} : { log }),
    fetch: async (...given: Parameters<typeof fetch>): Promise<Response> => {
      const request = new Request(...given);
      const form = new URLSearchParams(await request.clone().text());
      requests.push({ url: new URL(request.url), form });
      return (await intercept?.(request.clone(), requests.length)) ?? emulator.fetch(request);
    },
  };
  const settings = {
    projectId,
    username,
    secret,
    startDate: "2026-11-20",
    segmentation: {
      plans: { event: "Signed up", on: 'properties["plan"]' },
      monthly: { event: "Purchased", unit: "month" as const, type: "unique" as const },
    },
    retention: { days: { born_event: "Signed up", interval_count: 3 } },
    insights: { saved: 9_999_999 },
    ...config,
  };
  const source = mixpanel(settings, { runtime });
  /** The same project, read with another config. */
  const create = (changes: ProjectOptions["config"]) =>
    mixpanel({ ...settings, ...changes }, { runtime });
  const destination = memoryDestination({ clock });
  const pipeline = (...flows: readonly FlowDefinition[]) =>
    definePipeline({ name: "product", flows, destination, pii: "allow", runtime: { clock } });
  /** One table of a stream; a later run is another `run()`. */
  const load = (name: keyof typeof source.streams) => {
    const stream: Stream = source.streams[name];
    return pipeline(from(stream).into(name));
  };
  /** With the properties that no schema knows. */
  const rows = (table: string): Readonly<Record<string, unknown>>[] =>
    destination.rows(table).map((row) => ({ ...row, ...Object(Reflect.get(row, "_extra")) }));
  /** Queries of the requests since the last look, by path. */
  const asked = (path: string): Record<string, string>[] =>
    requests
      .splice(0)
      .filter(({ url }) => url.pathname.endsWith(path))
      .map(({ url, form }) => ({
        ...Object.fromEntries(url.searchParams),
        ...Object.fromEntries(form),
      }));
  return {
    clock,
    emulator,
    requests,
    asked,
    runtime,
    source,
    create,
    destination,
    pipeline,
    load,
    rows,
  };
}
