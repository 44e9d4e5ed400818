import { definePipeline, from, type Stream } from "@brain/core";
import { mixpanel } from "@brain/mixpanel";
import { memoryDestination } from "@brain/testkit";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { createClock } from "../let-pass.ts";
import type { Recordings } from "../recordings.ts";
import { playVendor } from "../vendor.ts";
import { answerOf, readFixture } from "../fixture.ts";

const account = { projectId: 123, username: "svc", secret: "played-secret" } as const;

const windowsSchema = z.looseObject({
  windows: z.array(
    z.object({
      start: z.string(),
      end: z.string(),
      windowDays: z.number(),
      lookbackDays: z.number(),
      result: z.array(z.array(z.string())),
    }),
  ),
});

/**
 * No two windows share a day, and together they are all days. Ours are always cut at the same days, so those of two days
 * may begin with a shorter one.
 */
export async function playWindows(recordings: Recordings, path: string): Promise<string> {
  const { expect } = await readFixture(recordings, path);
  const { windows } = windowsSchema.parse(expect);
  for (const { start, end, windowDays, lookbackDays, result } of windows) {
    const clock = createClock();
    const vendor = playVendor(() => new Response(""));
    const { streams } = mixpanel(
      { ...account, startDate: start, windowDays, lookbackDays },
      { runtime: { clock, fetch: vendor.fetch } },
    );
    for await (const page of streams.export.read({ window: { to: dayAfter(end) } })) void page;
    const asked = vendor.requests.map(({ url: { searchParams: query } }) => [
      query.get("from_date") ?? "",
      query.get("to_date") ?? "",
    ]);
    const due = windowDays === 1 ? result : undefined;
    if (due !== undefined && !isDeepStrictEqual(asked, due)) {
      throw new Error(`windows of ${windowDays}: ${JSON.stringify(asked)}`);
    }
    const days = asked.flatMap(([first = "", last = ""]) => daysBetween(first, last));
    if (!isDeepStrictEqual(days, daysBetween(start, end))) {
      throw new Error(`windows of ${windowDays} have the days ${days.join(", ")}`);
    }
  }
  return `${windows.length} cuts`;
}

/** Each region's hosts, which switch together. */
export async function playHosts(recordings: Recordings, path: string): Promise<string> {
  const { expect } = await readFixture(recordings, path);
  const hosts = z.record(z.string(), z.array(z.string())).parse(expect["hosts"]);
  for (const [name, due] of Object.entries(hosts)) {
    const region = z.enum(["us", "eu", "in"]).parse(name.toLowerCase());
    const clock = createClock();
    const vendor = playVendor(({ url }) =>
      url.pathname.includes("/app/")
        ? Response.json({ status: "ok", results: [] })
        : url.pathname.endsWith("/export")
          ? new Response("")
          : Response.json([]),
    );
    const { streams } = mixpanel(
      { ...account, region, startDate: "2026-11-20" },
      { runtime: { clock, fetch: vendor.fetch } },
    );
    const read: readonly Stream[] = [streams.export, streams.cohorts, streams.annotations];
    for (const stream of read) {
      for await (const page of stream.read({ window: { to: "2026-11-21" } })) void page;
    }
    const asked = vendor.requests.map(({ url }) => `${url.origin}${url.pathname}`);
    for (const [index, base] of due.entries()) {
      if (asked[index]?.startsWith(base) !== true) throw new Error(`${asked[index]}, not ${base}`);
    }
  }
  return `${Object.keys(hosts).length} regions`;
}

/** What the plan does not include ends its own stream, at the first answer; the others are loaded. */
export async function playPlan(recordings: Recordings, path: string): Promise<string> {
  const { exchanges } = await readFixture(recordings, path);
  const clock = createClock();
  const vendor = playVendor(({ url }) => {
    const exchange = exchanges.find(({ request }) => request.path === url.pathname);
    return exchange === undefined ? undefined : answerOf(exchange);
  });
  const { streams } = mixpanel(
    { ...account, startDate: "2026-11-20" },
    { runtime: { clock, fetch: vendor.fetch } },
  );
  const destination = memoryDestination({ clock });
  const report = await definePipeline({
    name: "plan",
    flows: [from(streams.profiles).into("profiles"), from(streams.cohorts).into("cohorts")],
    destination,
    pii: "allow",
    runtime: { clock },
  }).run();
  const [profiles] = report.streams;
  const asked = vendor.requests.filter(({ url }) => url.pathname.endsWith("/engage")).length;
  const found = [report.status, profiles?.error?.code, destination.rows("cohorts").length, asked];
  if (!isDeepStrictEqual(found, ["partial", "scope_missing", 1, 1])) {
    throw new Error(`the run ended with ${found.join(", ")}`);
  }
  return "1 of 2 streams, 1 request";
}

const DAY_MS = 86_400_000;

function daysBetween(first: string, last: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += DAY_MS) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days;
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
}
