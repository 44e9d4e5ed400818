import { definePipeline, from, memoryBudget, type Stream } from "@brain/core";
import {
  sandboxCredentials,
  thinkificEmulator,
  type ThinkificEmulatorOptions,
} from "@brain/sandbox";
import { fakeClock, memoryDestination } from "@brain/testkit";
import type { ThinkificConfig } from "./config.ts";
import { thinkific } from "./thinkific.ts";

export const { subdomain, apiKey, accessToken, clientId, clientSecret, refreshToken } =
  sandboxCredentials.thinkific;

/** What a test may put in front of the emulator: an answer of its own, or nothing to let the request pass. */
export type Interception = (
  request: Request,
  count: number,
) => Response | undefined | Promise<Response | undefined>;

export interface SiteOptions extends ThinkificEmulatorOptions {
  readonly config?: ThinkificConfig;
  readonly intercept?: Interception | undefined;
}

/** A request that the source sent. */
export interface Sent {
  readonly url: URL;
  readonly headers: Headers;
  /** Of the clock. */
  readonly at: number;
}

/** An emulated site and a source in front of it; nothing waits in real time. */
export function site({ config, intercept, ...options }: SiteOptions = {}) {
  const clock = fakeClock({ start: "2026-11-24T09:00:00Z", autoMs: 100_000 });
  const emulator = thinkificEmulator({ now: clock.now, limits: "off", ...options });
  const requests: Sent[] = [];
  const runtime = {
    clock,
    budget: memoryBudget(clock),
    fetch: async (...given: Parameters<typeof fetch>): Promise<Response> => {
      const request = new Request(...given);
      requests.push({ url: new URL(request.url), headers: request.headers, at: clock.now() });
      return (await intercept?.(request.clone(), requests.length)) ?? emulator.fetch(request);
    },
  };
  const source = thinkific(config ?? { apiKey, subdomain }, { runtime });
  const destination = memoryDestination({ clock });
  /** One table of a stream; a later run is another `run()`. */
  const load = (name: keyof typeof source.streams, mode?: "mirror") => {
    const stream: Stream = source.streams[name];
    return definePipeline({
      name: "school",
      flows: [from(stream).into(name, mode === undefined ? {} : { mode })],
      destination,
      pii: "allow",
      runtime: { clock },
    });
  };
  const rows = (table: string): readonly Readonly<Record<string, unknown>>[] =>
    destination.rows(table).map((row) => ({ ...row }));
  const idsIn = (table: string): string[] =>
    rows(table)
      .map(({ id }) => String(id))
      .toSorted();
  /** Queries of the requests since the last look, by the end of their path. */
  const asked = (path: string): Record<string, string>[] =>
    requests
      .splice(0)
      .filter(({ url }) => url.pathname.endsWith(path))
      .map(({ url }) => Object.fromEntries(url.searchParams));
  return { clock, emulator, requests, asked, source, load, rows, idsIn };
}
