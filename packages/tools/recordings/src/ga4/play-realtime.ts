import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { compareRows } from "../compare-rows.ts";
import { createClock } from "../let-pass.ts";
import { load } from "../load.ts";
import type { Recordings } from "../recordings.ts";
import { playGa4, PROPERTY } from "./play-ga4.ts";
import { reportBodySchema } from "./report-file.ts";

const named = z.array(z.looseObject({ name: z.string() }));
const realtimeFileSchema = z.looseObject({
  request: z.looseObject({
    path: z.string(),
    body: z.looseObject({ dimensions: named, metrics: named }),
  }),
  response: z.looseObject({ body: reportBodySchema.omit({ metadata: true }) }),
});

/** A realtime report of one dimension and one metric: asked for as the recording does, and read into DuckDB. */
export async function playRealtimeFile(recordings: Recordings, path: string): Promise<string> {
  const { request, response } = realtimeFileSchema.parse(await recordings.json(path));
  const clock = createClock();
  const { source, vendor } = playGa4({
    clock,
    dimensions: ["date"],
    metrics: ["sessions"],
    // As the recording has it, which the request below is compared with.
    live: { dimensions: ["country"], metrics: ["activeUsers"] },
    data: ({ url }) => (url.pathname === request.path ? Response.json(response.body) : undefined),
  });
  const { live } = source.streams;
  if (live === undefined) throw new Error("the source has no realtime stream");

  const loaded = await load(live, { clock });

  const sent = vendor.requests.find(({ url }) => url.pathname === request.path)?.body;
  for (const [field, value] of Object.entries(request.body)) {
    const asked: unknown = Object(sent)[field];
    if (!isDeepStrictEqual(asked, value)) throw new Error(`${field} is asked for otherwise`);
  }
  const read_at = loaded.rows[0]?.["read_at"];
  const expected = response.body.rows.map(({ dimensionValues, metricValues }) => ({
    property_id: PROPERTY,
    country: dimensionValues[0]?.value,
    activeUsers: Number(metricValues[0]?.value),
    read_at,
  }));
  return compareRows(loaded, expected, live.info.primaryKey, { activeUsers: "BIGINT" });
}
