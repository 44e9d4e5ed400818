import { amplitude } from "@brain/amplitude";
import { gzipSync, strToU8, zipSync } from "fflate";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { createClock } from "../let-pass.ts";
import type { Recordings } from "../recordings.ts";
import { playVendor } from "../vendor.ts";
import { readFixture } from "../fixture.ts";
import { account, rangeOf } from "./play-fixture.ts";

const noData = (): Response =>
  Response.json({ error: { http_code: 404, message: "Unspecified Error" } }, { status: 404 });

const windowsSchema = z.array(
  z.object({
    start: z.string(),
    end: z.string(),
    windowHours: z.number(),
    result: z.array(z.tuple([z.string(), z.string()])),
  }),
);

/** Windows of whole hours, both ends included, share none and leave none out. */
export async function playWindows(recordings: Recordings, path: string): Promise<string> {
  const { expect } = await readFixture(recordings, path);
  const cuts = windowsSchema.parse(expect["windows"]);
  for (const { start, end, windowHours, result } of cuts) {
    const vendor = playVendor(noData);
    const { streams } = amplitude(
      { ...account, windowHours },
      { runtime: { clock: createClock(), fetch: vendor.fetch } },
    );
    // The end is included there, and is not in a window of ours.
    const to = new Date(Date.parse(`${end}:00:00Z`) + 3_600_000).toISOString();
    const window = { from: `${start}:00:00Z`, to };
    for await (const page of streams.events.read({ window })) void page;
    const ranges = vendor.requests.map(rangeOf);
    if (
      !isDeepStrictEqual(
        ranges,
        result.map((range) => range.join("-")),
      )
    ) {
      throw new Error(`the ranges were ${ranges.join(", ")}`);
    }
  }
  return `${cuts.length} cuts`;
}

/** Times of an event come out as RFC 3339, to the microsecond; what is empty stays so. */
export async function playTimes(recordings: Recordings, path: string): Promise<string> {
  const { expect } = await readFixture(recordings, path);
  const pairs = z
    .array(z.tuple([z.string().nullable(), z.string().nullable()]))
    .parse(expect["values"]);
  const lines = pairs.map(([client_event_time], index) =>
    JSON.stringify({
      uuid: String(index),
      event_type: "Played",
      server_upload_time: "2026-06-16 10:00:00.000000",
      client_event_time,
    }),
  );
  const archive = zipSync({
    "1/1_2026-06-16_10#0.json.gz": gzipSync(strToU8(`${lines.join("\n")}\n`)),
  });
  const vendor = playVendor(() => new Response(Uint8Array.from(archive)));
  const { streams } = amplitude(account, {
    runtime: { clock: createClock(), fetch: vendor.fetch },
  });
  const window = { from: "2026-06-16T10:00:00Z", to: "2026-06-16T11:00:00Z" };
  const found: unknown[] = [];
  for await (const event of streams.events.read({ window }).records()) {
    found.push(event.client_event_time);
  }
  if (
    !isDeepStrictEqual(
      found,
      pairs.map(([, due]) => due),
    )
  ) {
    throw new Error(`the times are ${JSON.stringify(found)}`);
  }
  return `${pairs.length} times`;
}

/** Each region's host, and no other. */
export async function playHosts(recordings: Recordings, path: string): Promise<string> {
  const { expect } = await readFixture(recordings, path);
  const hosts = z.record(z.string(), z.string()).parse(expect["hosts"]);
  for (const [name, due] of Object.entries(hosts)) {
    const region = z.enum(["us", "eu"]).parse(name.toLowerCase());
    const vendor = playVendor(({ url }) =>
      url.pathname.endsWith("/export") ? noData() : Response.json({ cohorts: [], data: [] }),
    );
    const { streams } = amplitude(
      { ...account, region },
      { runtime: { clock: createClock(), fetch: vendor.fetch } },
    );
    const window = { from: "2026-06-16", to: "2026-06-17" };
    for await (const page of streams.events.read({ window })) void page;
    for await (const page of streams.cohorts.read()) void page;
    for await (const page of streams.annotations.read()) void page;
    const others = vendor.requests.filter(({ url }) => url.origin !== due);
    if (vendor.requests.length < 3 || others.length > 0) {
      throw new Error(`${others[0]?.url.origin} was asked for ${name}`);
    }
  }
  return `${Object.keys(hosts).length} regions`;
}
