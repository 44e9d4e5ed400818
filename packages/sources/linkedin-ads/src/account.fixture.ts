import {
  definePipeline,
  from,
  memoryBudget,
  memoryCredentials,
  type FlowDefinition,
  type SourceEvent,
  type Stream,
} from "@brain/core";
import {
  linkedinAdsEmulator,
  sandboxCredentials,
  type LinkedinAdsEmulatorOptions,
} from "@brain/sandbox";
import { fakeClock, memoryDestination } from "@brain/testkit";
import { linkedinAds } from "./linkedin-ads.ts";
import type { LinkedinAdsConfig, ReportOptions } from "./types.ts";

const { clientId, clientSecret, refreshToken } = sandboxCredentials.linkedinAds;

/** What a test may put in front of the emulator: an answer of its own, or nothing to let the request pass. */
export type Interception = (
  request: Request,
  count: number,
) => Response | undefined | Promise<Response | undefined>;

export interface AccountOptions extends LinkedinAdsEmulatorOptions {
  readonly start?: string | undefined;
  readonly config?: Partial<Omit<LinkedinAdsConfig, "analytics">> | undefined;
  readonly reports?: Readonly<Record<string, ReportOptions>> | undefined;
  readonly intercept?: Interception | undefined;
}

/** An emulated LinkedIn with an ad account, and a source in front of it; nothing waits in real time. */
export function account({ config, reports, intercept, start, ...options }: AccountOptions = {}) {
  const clock = fakeClock({ start: start ?? "2026-11-24T09:00:00Z", autoMs: 20_000 });
  const emulator = linkedinAdsEmulator({ now: clock.now, ...options });
  const requests: {
    readonly url: URL;
    readonly method: string;
    readonly headers: Headers;
    readonly body: string;
  }[] = [];
  const events: SourceEvent[] = [];
  const runtime = {
    clock,
    budget: memoryBudget(clock),
    credentials: memoryCredentials(),
    emit: (event: SourceEvent) => void events.push(event),
    fetch: async (...given: Parameters<typeof fetch>): Promise<Response> => {
      const request = new Request(...given);
      const { method, headers } = request;
      const body = await request.clone().text();
      requests.push({ url: new URL(request.url), method, headers, body });
      return (await intercept?.(request.clone(), requests.length)) ?? emulator.fetch(request);
    },
  };
  const settings = { clientId, clientSecret, refreshToken, startDate: "2026-11-01" };
  /** The same LinkedIn, read with another config. */
  const create = (changes: object = {}, budget = runtime.budget) =>
    linkedinAds(
      // The literal's types are of no use where tests look streams up by name.
      { ...settings, analytics: reports, ...config, ...changes } as LinkedinAdsConfig,
      { runtime: { ...runtime, budget } },
    );
  const source = create();
  const destination = memoryDestination({ clock });
  const pipeline = (...flows: readonly FlowDefinition[]) =>
    definePipeline({ name: "ads", flows, destination, pii: "allow", runtime: { clock } });
  const streamOf = (name: string, of = source): Stream => {
    const stream = Object.entries<Stream>(of.streams).find(([key]) => key === name)?.[1];
    if (stream === undefined) throw new RangeError(`no stream ${name}`);
    return stream;
  };
  /** One table of a stream; a later run is another `run()`. */
  const load = (name: string) => pipeline(from(streamOf(name)).into(name));
  /** With the fields that no schema knows. */
  const rows = (table: string): Readonly<Record<string, unknown>>[] =>
    destination.rows(table).map((row) => ({ ...row, ...Object(Reflect.get(row, "_extra")) }));
  /** The window of a reading that begins now. */
  const now = () => ({ to: new Date(clock.now() - 60_000).toISOString() });
  /** Queries of the requests since the last look, raw, by the end of their path. */
  const asked = (path: string): string[] =>
    requests
      .splice(0)
      .filter(({ url }) => url.pathname.endsWith(path))
      .map(({ url, body }) => (url.search === "" ? body : url.search.slice(1)));
  return {
    clock,
    emulator,
    requests,
    events,
    runtime,
    source,
    create,
    destination,
    pipeline,
    streamOf,
    load,
    rows,
    now,
    asked,
  };
}
