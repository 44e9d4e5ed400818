import type { Stream } from "@brain/core";
import { googleTrends } from "@brain/google-trends";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { compareRows } from "../compare-rows.ts";
import { createClock } from "../let-pass.ts";
import { errorOf, load } from "../load.ts";
import type { Recordings } from "../recordings.ts";
import { playVendor, type Vendor } from "../vendor.ts";

const json = z.record(z.string(), z.unknown());
const callSchema = z.looseObject({
  request: z.looseObject({ body: json }),
  response: z.looseObject({ body: json }),
});
const examplesSchema = z.looseObject({
  fetchTimeSeries: callSchema.extend({
    poll: z.array(z.looseObject({ response: z.looseObject({ body: json }) })),
  }),
  fetchGeoBreakdown: callSchema.extend({ poll_done: json }),
  failed_operation: json,
  quota_error: z.looseObject({ status: z.number(), body: json }),
});

/** The shapes that public clients of the official API have seen: a series, a breakdown, a failure and a used-up quota. */
export async function playOfficial(recordings: Recordings, path: string): Promise<string> {
  const examples = examplesSchema.parse(await recordings.json(path));
  const { fetchTimeSeries, fetchGeoBreakdown, failed_operation: failed } = examples;
  const polls = fetchTimeSeries.poll.map(({ response }) => response.body);
  const series = vendorOf(fetchTimeSeries.response.body, [...polls]);
  const clock = createClock();
  const window = { from: "2025-11-01", to: "2025-11-22" };
  const loaded = await load(streamOf("interest_over_time", clock, series), { clock, window });
  checkSpec(series, fetchTimeSeries.request.body);
  const seen = compareRows(
    loaded,
    [
      { date: "2025-11-02T00:00:00.000Z", value: 88, search_interest: 41.27, is_partial: false },
      { date: "2025-11-09T00:00:00.000Z", value: 100, search_interest: 46.9, is_partial: false },
      { date: "2025-11-16T00:00:00.000Z", value: 43, search_interest: 20.15, is_partial: true },
    ],
    ["value"],
    { date: "TIMESTAMP", search_interest: "DOUBLE", value: "DOUBLE" },
  );
  const regions = vendorOf(fetchGeoBreakdown.response.body, [fetchGeoBreakdown.poll_done]);
  const broken = await load(streamOf("interest_by_region", clock, regions), { clock, window });
  checkSpec(regions, fetchGeoBreakdown.request.body);
  compareRows(broken, [{ geo_code: "US-NY", value: 100, search_interest: 52.4 }], ["geo_code"], {});

  const failure = await errorOf(
    streamOf("interest_over_time", clock, vendorOf({ name: "9" }, [failed])),
    window,
  );
  const { status, body } = examples.quota_error;
  const quota = await errorOf(
    streamOf(
      "interest_over_time",
      clock,
      playVendor(({ url }) => tokenOr(url, body, status)),
    ),
    window,
  );
  const codes = [failure.code, quota.code];
  if (!isDeepStrictEqual(codes, ["config_invalid", "quota_exhausted"])) {
    throw new Error(`the errors are ${codes.join(", ")}`);
  }
  return `${seen}; 1 region, 2 errors`;
}

function vendorOf(begun: unknown, polls: unknown[]): Vendor {
  return playVendor(({ url, method }) =>
    tokenOr(url, method === "POST" ? begun : polls.length > 1 ? polls.shift() : polls[0], 200),
  );
}

function tokenOr(url: URL, body: unknown, status: number): Response {
  return url.pathname === "/token"
    ? Response.json({ access_token: "played", expires_in: 3_599, token_type: "Bearer" })
    : Response.json(body, { status });
}

function streamOf(name: string, clock: ReturnType<typeof createClock>, { fetch }: Vendor): Stream {
  const { streams } = googleTrends(
    {
      keywords: ["online course"],
      geo: "US",
      clientId: "played",
      clientSecret: "played-secret",
      refreshToken: "played-refresh-token",
    },
    { runtime: { clock, fetch } },
  );
  const stream = new Map<string, Stream>(Object.entries(streams)).get(name);
  if (stream === undefined) throw new Error(`there is no stream ${name}`);
  return stream;
}

/** What is asked has the recorded request's shape and values, but for the end, which ours counts to the day. */
function checkSpec({ requests }: Vendor, recorded: unknown): void {
  const sent = requests.find(({ method, url }) => method === "POST" && url.pathname !== "/token");
  if (!isDeepStrictEqual(withoutEnd(sent?.body), withoutEnd(recorded))) {
    throw new Error(`the request was ${JSON.stringify(sent?.body)}`);
  }
}

function withoutEnd(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body).replace(/"endTime":\{"seconds":\d+\}/, '"endTime":{}'));
}
