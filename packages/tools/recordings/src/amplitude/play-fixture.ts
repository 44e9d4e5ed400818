import { amplitude, type AmplitudeConfig } from "@brain/amplitude";
import type { Source } from "@brain/core";
import { isDeepStrictEqual } from "node:util";
import { createClock, letPass } from "../let-pass.ts";
import { load, type Loaded } from "../load.ts";
import { compareFixture } from "../compare-fixture.ts";
import type { Recordings } from "../recordings.ts";
import { playVendor, type PlayedRequest } from "../vendor.ts";
import { answerOf, readFixture, type Fixture } from "../fixture.ts";

type Row = Readonly<Record<string, unknown>>;

/** What is played, and how its records are spelt by ours. */
export interface Play {
  readonly stream: string;
  /** DuckDB's types that are due. */
  readonly types: Readonly<Record<string, string>>;
  readonly config?: Partial<AmplitudeConfig>;
  readonly window?: { readonly from: string; readonly to: string };
  /** The rows that stand for an expected record. Default: the record. */
  readonly toRows?: (record: Row) => readonly Row[];
  /** The field that `keys` lists. */
  readonly key?: string;
}

export const account = {
  apiKey: "k",
  secretKey: "played-secret",
  startDate: "2026-06-01",
} as const;

/** Plays the answers, each once, through the source into DuckDB, and compares the table and the requests. */
export function playFixture(play: Play) {
  return async (recordings: Recordings, path: string): Promise<string> => {
    const fixture = await readFixture(recordings, path);
    const { loaded, requests } = await loadFixture(fixture, play);
    const { toRows = (record: Row) => [record], types, key } = play;
    const { count, records, keys, ...due } = fixture.expect;
    const rows = records.flatMap(toRows);
    // Where a record is several rows, those of all records were expected.
    const rowCount = rows.length > records.length ? rows.length : count;
    const compared = compareFixture(
      loaded,
      { records: rows, ...(rowCount === undefined ? {} : { count: rowCount }) },
      types,
    );
    const found = loaded.rows.map((row) => String(row[key ?? "id"])).toSorted();
    if (keys !== undefined && !isDeepStrictEqual(found, keys.toSorted())) {
      throw new Error(`the keys are ${found.join(", ")}`);
    }
    checkRequests(due, fixture, requests);
    return compared;
  };
}

async function loadFixture(
  { exchanges }: Fixture,
  { stream: name, config, window }: Play,
): Promise<{ readonly loaded: Loaded; readonly requests: readonly PlayedRequest[] }> {
  const clock = createClock();
  const left = [...exchanges];
  const vendor = playVendor(({ url }) => {
    const index = left.findIndex(({ request }) => request.path === url.pathname);
    const [exchange] = index === -1 ? [] : left.splice(index, 1);
    return exchange === undefined ? undefined : answerOf(exchange);
  });
  const source: Source = amplitude(
    { ...account, ...config },
    { runtime: { clock, fetch: vendor.fetch } },
  );
  const stream = source.streams[name];
  if (stream === undefined) throw new Error(`the source has no stream ${name}`);
  const loaded = await letPass(clock, load(stream, { clock, window }));
  return { loaded, requests: vendor.requests };
}

/** Parameters are those that were recorded, as far as the recording names them; so are ranges and tries. */
function checkRequests(
  due: Pick<Fixture["expect"], "requests" | "retry">,
  { exchanges }: Fixture,
  requests: readonly PlayedRequest[],
): void {
  for (const [index, { request }] of exchanges.entries()) {
    for (const [name, value] of Object.entries(request.query)) {
      const sent = requests[index]?.url.searchParams.get(name);
      // Deleted ones are left out, as is Amplitude's default.
      if (name !== "showDeleted" && sent !== value) {
        throw new Error(`parameter ${name} was ${sent}, not ${value}`);
      }
    }
  }
  const ranges = requests.map(rangeOf);
  if (due.requests !== undefined && !isDeepStrictEqual(ranges, due.requests)) {
    throw new Error(`the ranges were ${ranges.join(", ")}`);
  }
  if (due.retry !== undefined && requests.length !== due.retry.attempts) {
    throw new Error(`${requests.length} requests were sent`);
  }
}

export function rangeOf({ url }: PlayedRequest): string {
  return `${url.searchParams.get("start")}-${url.searchParams.get("end")}`;
}
