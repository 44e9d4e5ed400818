import type { Recordings } from "../recordings.ts";
import { compareFixture } from "../compare-fixture.ts";
import { readFixture, type Fixture } from "../fixture.ts";
import { loadFixture } from "./play-mixpanel.ts";

const EXPORTED = { time: "TIMESTAMP", insert_id: "VARCHAR" };

/** Plays the answers through the source into DuckDB, and compares the table. */
export function playFixture(
  stream: string,
  due: Readonly<Record<string, string>>,
  days = { from: "2026-11-01", to: "2026-11-02" },
) {
  return async (recordings: Recordings, path: string): Promise<string> => {
    const fixture = await readFixture(recordings, path);
    const { loaded, requests } = await loadFixture(fixture, stream, days);
    const { maxRequests = requests.length } = fixture.expect;
    if (requests.length > maxRequests) throw new Error(`${requests.length} requests were sent`);
    checkRequest(fixture, requests[0]?.url);
    return compareFixture(loaded, fixture.expect, due);
  };
}

/** Events of these days. */
export const playEvents = (from: string, to: string) =>
  playFixture("export", EXPORTED, { from, to });

/** An answer to a write, which is one of the list that reading gives. */
export async function playAnnotation(recordings: Recordings, path: string): Promise<string> {
  const written = await readFixture(recordings, path);
  const listed = written.exchanges.map((exchange) => ({
    ...exchange,
    response: { ...exchange.response, body: inList(exchange.response.body) },
  }));
  const days = { from: "2026-11-01", to: "2026-11-02" };
  const { loaded } = await loadFixture({ ...written, exchanges: listed }, "annotations", days);
  return compareFixture(loaded, written.expect, { id: "VARCHAR", date: "TIMESTAMP", day: "DATE" });
}

function inList(body: unknown): unknown {
  return { ...Object(body), results: [Reflect.get(Object(body), "results")] };
}

/** A 429 with a pause: it is kept to, and nothing comes twice. */
export async function playPause(recordings: Recordings, path: string): Promise<string> {
  const fixture = await readFixture(recordings, path);
  const days = { from: "2026-11-01", to: "2026-11-02" };
  const { loaded, requests, tookMs } = await loadFixture(fixture, "cohorts", days);
  if (requests.length !== 2) throw new Error(`${requests.length} requests were sent, not 2`);
  if (tookMs < 2_000) throw new Error(`only ${tookMs} ms were waited`);
  return compareFixture(loaded, fixture.expect, { id: "VARCHAR" });
}

/** Host and parameters are those that were recorded, as far as the recording names them. */
function checkRequest({ exchanges }: Fixture, url: URL | undefined): void {
  const { host, query } = exchanges[0]?.request ?? {};
  if (host !== undefined && url?.host !== host) throw new Error(`${url?.host} was asked`);
  for (const [name, value] of Object.entries(query ?? {})) {
    const sent = url?.searchParams.get(name);
    if (sent !== value) throw new Error(`parameter ${name} was ${sent}, not ${value}`);
  }
}
