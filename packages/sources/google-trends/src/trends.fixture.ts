import { definePipeline, from, memoryBudget, type Stream } from "@brain/core";
import { googleTrendsEmulator, type GoogleTrendsEmulatorOptions } from "@brain/sandbox";
import { fakeClock, memoryDestination } from "@brain/testkit";
import { googleTrends } from "./google-trends.ts";
import type { GoogleTrendsConfig } from "./types.ts";

export interface TrendsOptions extends GoogleTrendsEmulatorOptions {
  readonly config?: Partial<GoogleTrendsConfig>;
  /** What stands in for the site's answer, or nothing to let the request pass. */
  readonly intercept?: (request: Request, count: number) => Response | undefined;
}

/** The emulated site and a source in front of it; nothing waits in real time. */
export function trends({ config, intercept, ...options }: TrendsOptions = {}) {
  const clock = fakeClock({ start: "2026-11-24T09:00:00Z", autoMs: 100_000_000 });
  const emulator = googleTrendsEmulator({ now: clock.now, ...options });
  const requests: { readonly at: number; readonly url: URL; readonly cookie: string | null }[] = [];
  const runtime = {
    clock,
    budget: memoryBudget(clock),
    fetch: async (...given: Parameters<typeof fetch>): Promise<Response> => {
      const request = new Request(...given);
      const cookie = request.headers.get("cookie");
      requests.push({ at: clock.now(), url: new URL(request.url), cookie });
      return intercept?.(request, requests.length) ?? emulator.fetch(request);
    },
  };
  const settings = { keywords: ["espresso", "matcha"], geo: "US", ...config };
  const source = googleTrends(settings, { runtime });
  const destination = memoryDestination({ clock });
  /** One table of a stream; a later run is another `run()`. */
  const load = (name: keyof typeof source.streams) => {
    const stream: Stream = source.streams[name];
    return definePipeline({
      name: "trends",
      flows: [from(stream).into(name)],
      destination,
      runtime: { clock },
    });
  };
  const rows = (table: string): Readonly<Record<string, unknown>>[] =>
    destination.rows(table).map((row) => ({ ...row }));
  /** Ends of paths that were asked for since the last look. */
  const asked = (): string[] =>
    requests.splice(0).map(({ url }) => url.pathname.split("/").at(-1) ?? "");
  const create = (changes: Partial<GoogleTrendsConfig>) =>
    googleTrends({ ...settings, ...changes }, { runtime });
  return { clock, emulator, requests, asked, runtime, source, create, rows, load };
}

/** All records of a stream. */
export async function read<T extends object>(
  stream: Stream<T>,
  window?: { readonly from: string; readonly to: string },
): Promise<T[]> {
  const records: T[] = [];
  for await (const record of stream.read({ window }).records()) records.push(record);
  return records;
}
