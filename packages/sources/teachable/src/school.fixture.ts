import {
  definePipeline,
  from,
  memoryBudget,
  type FlowDefinition,
  type Logger,
  type Stream,
} from "@brain/core";
import {
  sandboxCredentials,
  teachableEmulator,
  type TeachableEmulatorOptions,
} from "@brain/sandbox";
import { fakeClock, memoryDestination } from "@brain/testkit";
import type { TeachableConfig } from "./config.ts";
import { teachable } from "./teachable.ts";

const { apiKey } = sandboxCredentials.teachable;

/** What a test may put in front of the emulator: an answer of its own, or nothing to let the request pass. */
export type Interception = (
  url: URL,
  count: number,
  request: Request,
) => Response | undefined | Promise<Response | undefined>;

export interface SchoolOptions extends Omit<TeachableEmulatorOptions, "now"> {
  readonly config?: Partial<TeachableConfig> | undefined;
  readonly intercept?: Interception | undefined;
  readonly log?: Logger | undefined;
}

/** An emulated school and a source in front of it; nothing waits in real time. */
export function school({ config, intercept, log, ...options }: SchoolOptions = {}) {
  const clock = fakeClock({ start: "2026-11-24T09:00:00Z", autoMs: 20_000 });
  const emulator = teachableEmulator({ limits: "off", ...options, now: clock.now });
  const requests: { readonly url: URL; readonly at: number }[] = [];
  const runtime = {
    clock,
    budget: memoryBudget(clock),
    ...(log === undefined ? {} : { log }),
    fetch: async (...given: Parameters<typeof fetch>): Promise<Response> => {
      const request = new Request(...given);
      const url = new URL(request.url);
      requests.push({ url, at: clock.now() });
      return (await intercept?.(url, requests.length, request)) ?? emulator.fetch(request);
    },
  };
  const source = teachable({ apiKey, ...config }, { runtime });
  const destination = memoryDestination({ clock });
  const pipeline = (...flows: readonly FlowDefinition[]) =>
    definePipeline({ name: "school", flows, destination, pii: "allow", runtime: { clock } });
  /** One table of a stream; a later run is another `run()`. */
  const load = (name: keyof typeof source.streams) => {
    const stream: Stream = source.streams[name];
    return pipeline(from(stream).into(name));
  };
  const rows = (table: string): Readonly<Record<string, unknown>>[] =>
    destination.rows(table).map((row) => ({ ...row, ...Object(Reflect.get(row, "_extra")) }));
  /** Queries of the requests since the last look, by the end of their path. */
  const asked = (pathEnd = ""): Record<string, string>[] =>
    requests
      .splice(0)
      .filter(({ url }) => url.pathname.endsWith(pathEnd))
      .map(({ url }) => Object.fromEntries(url.searchParams));
  /** Lets waits of any length pass until a promise settles: a minute has but a hundred requests. */
  const passing = async <T>(promise: Promise<T>): Promise<T> => {
    let settled = false;
    const settle = (): void => {
      settled = true;
    };
    promise.then(settle, settle);
    while (!settled) await clock.advance(1_000);
    return promise;
  };
  const days = (count: number): Promise<void> => clock.advance(count * 86_400_000);
  return {
    clock,
    emulator,
    requests,
    asked,
    source,
    destination,
    pipeline,
    load,
    rows,
    passing,
    days,
  };
}
