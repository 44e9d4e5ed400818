import type { Source } from "@brain/core";
import { mixpanel } from "@brain/mixpanel";
import { createClock, letPass } from "../let-pass.ts";
import { load, type Loaded } from "../load.ts";
import { playVendor, type PlayedRequest } from "../vendor.ts";
import { answerOf, type Fixture } from "../fixture.ts";

/** A stream as loaded, and what was asked for meanwhile. */
export interface Played {
  readonly loaded: Loaded;
  readonly requests: readonly PlayedRequest[];
  /** Milliseconds that the reading took by its clock. */
  readonly tookMs: number;
}

/** The fixtures' names of streams, where ours are others. */
const NAMES: Readonly<Record<string, string>> = { engage: "profiles" };

/** Reads one stream of the source into DuckDB in front of a fixture's answers, of which each is given once. */
export async function loadFixture(
  { exchanges }: Fixture,
  name: string,
  days: { readonly from: string; readonly to: string },
): Promise<Played> {
  const clock = createClock();
  const left = [...exchanges];
  const vendor = playVendor(({ url, method }) => {
    const index = left.findIndex(
      ({ request }) =>
        // What was recorded of one kind of the lexicon's entries is as all of them are.
        request.path.replace(/\/schemas\/event$/, "/schemas") === url.pathname &&
        (request.method === method || request.method === "POST"),
    );
    const [exchange] = index === -1 ? [] : left.splice(index, 1);
    return exchange === undefined ? undefined : answerOf(exchange);
  });
  const source: Source = mixpanel(
    {
      projectId: projectOf(exchanges[0]),
      username: "svc",
      secret: "played-secret",
      startDate: days.from,
      // One request for the whole window, as it was recorded.
      windowDays: 31,
      insights: { saved: 9_999_999 },
    },
    { runtime: { clock, fetch: vendor.fetch } },
  );
  const stream = source.streams[NAMES[name] ?? name];
  if (stream === undefined) throw new Error(`the source has no stream ${name}`);
  const began = clock.now();
  const loaded = await letPass(clock, load(stream, { clock, window: windowOf(name, days) }));
  return { loaded, requests: vendor.requests, tookMs: clock.now() - began };
}

/** Only events have days. */
function windowOf(name: string, days: { readonly from: string; readonly to: string }) {
  return name === "export" ? days : undefined;
}

function projectOf(exchange: Fixture["exchanges"][number] | undefined): string {
  const inPath = /projects\/(\d+)/.exec(exchange?.request.path ?? "")?.[1];
  return inPath ?? exchange?.request.query["project_id"] ?? "123";
}
