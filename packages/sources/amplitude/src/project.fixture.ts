import {
  definePipeline,
  from,
  memoryBudget,
  type FlowDefinition,
  type Logger,
  type Pipeline,
  type RunStatus,
  type Stream,
} from "@brain/core";
import {
  amplitudeEmulator,
  sandboxCredentials,
  type AmplitudeEmulatorOptions,
} from "@brain/sandbox";
import { fakeClock, memoryDestination } from "@brain/testkit";
import { amplitude } from "./amplitude.ts";
import type { AmplitudeConfig } from "./config.ts";

/** What a test may put in front of the emulator: an answer of its own, or nothing to let the request pass. */
export type Interception = (
  request: Request,
  count: number,
) => Response | undefined | Promise<Response | undefined>;

export interface ProjectOptions extends AmplitudeEmulatorOptions {
  readonly start?: string | undefined;
  readonly config?: Partial<AmplitudeConfig>;
  readonly intercept?: Interception | undefined;
  readonly log?: Logger | undefined;
}

/** An emulated project and a source in front of it; nothing waits in real time. */
export function project({ config, intercept, start, log, ...options }: ProjectOptions = {}) {
  const clock = fakeClock({ start: start ?? "2026-11-24T09:30:00Z", autoMs: 20_000 });
  const emulator = amplitudeEmulator({
    now: clock.now,
    ...options,
    project: { eventsPerHour: 4, users: 300, ...options.project },
  });
  const requests: { readonly url: URL; readonly headers: Headers }[] = [];
  const runtime = {
    clock,
    budget: memoryBudget(clock),
    ...(log === undefined ? {} : { log }),
    fetch: async (...given: Parameters<typeof fetch>): Promise<Response> => {
      const request = new Request(...given);
      requests.push({ url: new URL(request.url), headers: request.headers });
      return (await intercept?.(request, requests.length)) ?? emulator.fetch(request);
    },
  };
  const settings = { ...sandboxCredentials.amplitude, startDate: "2026-11-22", ...config };
  /** The same project, read with another config. */
  const create = (changes: Partial<AmplitudeConfig> = {}) =>
    amplitude({ ...settings, ...changes }, { runtime });
  const source = create();
  const destination = memoryDestination({ clock });
  const pipeline = (...flows: readonly FlowDefinition[]) =>
    definePipeline({ name: "product", flows, destination, pii: "allow", runtime: { clock } });
  /** One table of a stream; a later run is another `run()`. */
  const load = (name: keyof typeof source.streams) => {
    const stream: Stream = source.streams[name];
    return pipeline(from(stream).into(name));
  };
  /** With the fields that no schema knows. */
  const rows = (table: string): Readonly<Record<string, unknown>>[] =>
    destination.rows(table).map((row) => ({ ...row, ...Object(Reflect.get(row, "_extra")) }));
  /** Queries of the requests since the last look, of those to this path. */
  const asked = (path: string): Record<string, string>[] =>
    requests
      .splice(0)
      .filter(({ url }) => url.pathname.endsWith(path))
      .map(({ url }) => Object.fromEntries(url.searchParams));
  /** Ranges of the exports since the last look. */
  const exports = (): string[] =>
    asked("/export").map(({ start: first, end: last }) => `${first}-${last}`);
  return {
    clock,
    emulator,
    requests,
    asked,
    exports,
    runtime,
    source,
    create,
    destination,
    pipeline,
    load,
    rows,
  };
}

/** Runs while the clock goes on by the second, for what waits longer than the clock would let pass by itself. */
export async function throughTime(
  { clock }: ReturnType<typeof project>,
  pipeline: Pipeline,
): Promise<RunStatus> {
  let status: RunStatus | undefined;
  const running = pipeline.run().then((report) => {
    status = report.status;
  });
  while (status === undefined) await clock.advance(1_000);
  await running;
  return status;
}
