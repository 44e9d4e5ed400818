import type { Source } from "@brain/core";
import { lms, type LmsConfig } from "@brain/lms";
import { createClock } from "../let-pass.ts";
import { errorOf, load, type Loaded } from "../load.ts";
import { compareFixture } from "../compare-fixture.ts";
import { readFixture, type RecordedExchange } from "../fixture.ts";
import type { Recordings } from "../recordings.ts";
import { playVendor, type PlayedRequest, type Vendor } from "../vendor.ts";

const ORIGIN = "https://lms.example.com";

/** What stands before the paths of the config. */
type Config = Omit<LmsConfig, "baseUrl"> & { readonly basePath?: string };

/** Reads a stream that a config describes into DuckDB in front of a fixture's answers, and compares the table. */
export function playFixture(
  stream: string,
  config: Config,
  due: Readonly<Record<string, string>> = { id: "VARCHAR" },
) {
  return async (recordings: Recordings, path: string): Promise<string> => {
    const { exchanges, expect } = await readFixture(recordings, path);
    const { loaded, vendor } = await loadAnswers(exchanges, stream, config);
    const { maxRequests = exchanges.length } = expect;
    if (vendor.requests.length > maxRequests) {
      throw new Error(`${vendor.requests.length} requests were sent, ${maxRequests} are due`);
    }
    return compareFixture(loaded, expect, due);
  };
}

/** Each answer is one whole list, and a server that gives it for every page does not page. */
export async function playEnvelopes(recordings: Recordings, path: string): Promise<string> {
  const { exchanges, expect } = await readFixture(recordings, path);
  for (const exchange of exchanges) {
    const twice = [exchange, exchange];
    const { loaded } = await loadAnswers(twice, "users", { apiKey: "t" });
    compareFixture(loaded, { keys: expect.keys, records: [] }, { id: "VARCHAR" });
  }
  return `${exchanges.length} envelopes`;
}

/** An answer with status 200 that is an error: of the right kind, at once. */
export async function playException(recordings: Recordings, path: string): Promise<string> {
  const { exchanges } = await readFixture(recordings, path);
  const { source, vendor } = connect(exchanges, { preset: "moodle", apiKey: "t" });
  const { code } = await errorOf(streamOf(source, "courses"));
  if (code !== "auth_failed" || vendor.requests.length !== 1) {
    throw new Error(`${vendor.requests.length} requests ended with ${code}`);
  }
  return "1 request, auth_failed";
}

/** A redirect to another origin is not followed, so that no credential gets there. */
export async function playRedirect(recordings: Recordings, path: string): Promise<string> {
  const { exchanges } = await readFixture(recordings, path);
  const { source, vendor } = connect(exchanges, { apiKey: "t" });
  const { code } = await errorOf(streamOf(source, "users"));
  const away = vendor.requests.filter(({ url }) => url.origin !== ORIGIN);
  if (code !== "redirect_blocked" || away.length > 0) throw new Error(`it ended with ${code}`);
  return "nothing sent to the other host";
}

/** The stream as loaded, and what was asked for. */
async function loadAnswers(
  exchanges: readonly RecordedExchange[],
  stream: string,
  config: Config,
): Promise<{ readonly loaded: Loaded; readonly vendor: Vendor }> {
  const { source, vendor, clock } = connect(exchanges, config);
  return { loaded: await load(streamOf(source, stream), { clock }), vendor };
}

export function connect(
  exchanges: readonly RecordedExchange[],
  { basePath = "", ...config }: Config,
) {
  const clock = createClock();
  const left = [...exchanges];
  const vendor = playVendor((request) => {
    const index = left.findIndex((exchange) => isAsked(exchange, request));
    const [exchange] = index === -1 ? [] : left.splice(index, 1);
    return exchange === undefined ? undefined : answerOf(exchange);
  });
  const source: Source = lms(
    { ...config, baseUrl: ORIGIN + basePath },
    { runtime: { clock, fetch: vendor.fetch } },
  );
  return { source, vendor, clock };
}

export function streamOf(source: Source, name: string) {
  const stream = source.streams[name];
  if (stream === undefined) throw new Error(`the source has no stream ${name}`);
  return stream;
}

/** Path, the parameters and the headers that matter are those recorded. */
function isAsked(
  { request }: RecordedExchange,
  { method, url, headers, body }: PlayedRequest,
): boolean {
  const recorded = new URL(request.path, ORIGIN);
  const query = [...recorded.searchParams, ...Object.entries(request.query)];
  const form = new URLSearchParams(typeof body === "string" ? body : "");
  return (
    request.method === method &&
    recorded.pathname === url.pathname &&
    query.every(([name, value]) => url.searchParams.get(name) === value) &&
    entries(request["requestHeaders"]).every(([name, value]) => headers.get(name) === value) &&
    entries(request["requestBody"]).every(([name, value]) => form.get(name) === value)
  );
}

function entries(given: unknown): [string, unknown][] {
  return Object.entries(Object(given));
}

/** `BASE` in a recording is the platform's own origin. */
function answerOf({ response }: RecordedExchange): Response {
  const { status, headers, body } = response;
  const placed = (text: string): string => text.replaceAll("BASE", ORIGIN);
  const text = body === undefined ? null : placed(JSON.stringify(body));
  const given = Object.entries(headers).map(([name, value]): [string, string] => [
    name,
    placed(value),
  ]);
  return new Response(text, { status, headers: [["content-type", "application/json"], ...given] });
}
