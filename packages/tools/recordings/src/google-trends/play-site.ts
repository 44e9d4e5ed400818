import type { Stream } from "@brain/core";
import { googleTrends } from "@brain/google-trends";
import { googleTrendsEmulator } from "@brain/sandbox";
import { isDeepStrictEqual } from "node:util";
import { compareRows } from "../compare-rows.ts";
import { createClock } from "../let-pass.ts";
import { load } from "../load.ts";
import type { Recordings } from "../recordings.ts";
import {
  jsonIn,
  readExchanges,
  recordedRequest,
  recordedSite,
  type SiteExchange,
} from "./exchanges.ts";
import { siteDifferences } from "./site-shape.ts";

type Config = Parameters<typeof googleTrends>[0];
type Row = Readonly<Record<string, unknown>>;

/** What to read of a recording, and what must come of it. */
export interface SitePlay {
  readonly stream: string;
  readonly config: Partial<Config>;
  readonly key: readonly string[];
  readonly due: Readonly<Record<string, string>>;
  /** Records by the data of each widget, in the order that they were recorded. */
  expected(data: readonly unknown[]): readonly Row[];
  /** Whether each request must be the recorded one: not where ours asks for keywords one by one. */
  readonly sameRequests?: boolean;
}

/** Plays a recording of the public site into DuckDB; the emulator's answers have the shapes of the recorded ones. */
export function playSite(play: SitePlay) {
  return async (recordings: Recordings, path: string): Promise<string> => {
    const exchanges = await readExchanges(recordings, path);
    const config: Config = { keywords: ["pizza", "bagel"], tz: 360, ...play.config };
    const clock = createClock();
    const site = recordedSite(exchanges);
    const runtime = { clock, fetch: site.fetch };
    const loaded = await load(streamOf(config, play.stream, runtime), { clock });
    if (play.sameRequests !== false) {
      for (const request of site.requests) checkRequest(exchanges, request);
    }
    const data = exchanges
      .filter(({ request }) => !/\/explore\/?$/.test(request.url))
      .map(({ response }) => Reflect.get(Object(jsonIn(response.body_text)), "default"));
    const seen = compareRows(loaded, play.expected(data), play.key, play.due);
    const differences = await emulatedDifferences(exchanges, config, play.stream);
    if (differences.length > 0)
      throw new Error(`the emulator: ${differences.slice(0, 5).join("; ")}`);
    return `${seen}; the emulator's answers alike`;
  };
}

function streamOf(
  config: Config,
  name: string,
  runtime: NonNullable<Parameters<typeof googleTrends>[1]>["runtime"],
): Stream {
  const stream = new Map<string, Stream>(
    Object.entries(googleTrends(config, { runtime }).streams),
  ).get(name);
  if (stream === undefined) throw new Error(`there is no stream ${name}`);
  return stream;
}

/** Every parameter that was recorded is sent: JSON the same in content, text the same in letters. */
function checkRequest(
  exchanges: readonly SiteExchange[],
  played: Parameters<typeof recordedRequest>[1],
): void {
  const recorded = recordedRequest(exchanges, played);
  for (const [name, value] of Object.entries(recorded?.query ?? {})) {
    const sent = played.url.searchParams.get(name);
    const given: unknown = typeof value === "string" || sent === null ? sent : JSON.parse(sent);
    if (!isDeepStrictEqual(given, value)) {
      throw new Error(`${played.url.pathname}: parameter ${name} was ${sent}`);
    }
  }
}

async function emulatedDifferences(
  exchanges: readonly SiteExchange[],
  config: Config,
  name: string,
): Promise<string[]> {
  const clock = createClock();
  const emulator = googleTrendsEmulator({ now: clock.now });
  const answers = new Map<string, string>();
  const fetching: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const answer = await emulator.fetch(request);
    const text = await answer.text();
    answers.set(new URL(request.url).pathname, text);
    return new Response(text, answer);
  };
  const runtime = { clock, fetch: fetching };
  for await (const page of streamOf(config, name, runtime).read()) void page;
  return exchanges.flatMap(({ request, response }) => {
    const { pathname } = new URL(request.url);
    const given = answers.get(pathname);
    return response.status === 200 && given !== undefined
      ? siteDifferences(pathname, response.body_text, given)
      : [];
  });
}
