import { z } from "zod";
import type { Recordings } from "../recordings.ts";
import { playVendor, type PlayedRequest, type Vendor } from "../vendor.ts";

const exchangeSchema = z.looseObject({
  request: z.looseObject({
    method: z.string(),
    url: z.string(),
    query: z.record(z.string(), z.unknown()).default({}),
  }),
  response: z.looseObject({
    status: z.number(),
    headers: z.record(z.string(), z.string()),
    body_text: z.string(),
  }),
});
const recordingSchema = z.looseObject({ exchanges: z.array(exchangeSchema).min(2) });

/** One recorded request of the public site, with its answer. */
export type SiteExchange = z.output<typeof exchangeSchema>;

export async function readExchanges(
  recordings: Recordings,
  path: string,
): Promise<readonly SiteExchange[]> {
  return recordingSchema.parse(await recordings.json(path)).exchanges;
}

/** The JSON behind the guard of an answer. */
export function jsonIn(text: string): unknown {
  return JSON.parse(text.slice(text.indexOf("\n")));
}

/** A site that gives the recorded answers: by path, and those of widgets by their tokens. */
export function recordedSite(exchanges: readonly SiteExchange[]): Vendor {
  return playVendor(({ url }) => {
    const found = exchanges.find(
      ({ request }) =>
        new URL(request.url).pathname === url.pathname &&
        (request.query["token"] ?? null) === url.searchParams.get("token"),
    );
    if (found === undefined) return undefined;
    const { status, headers, body_text: text } = found.response;
    return new Response(text, { status, headers });
  });
}

/** The recorded request that this one repeats. */
export function recordedRequest(
  exchanges: readonly SiteExchange[],
  { url }: PlayedRequest,
): SiteExchange["request"] | undefined {
  return exchanges.find(
    ({ request }) =>
      new URL(request.url).pathname === url.pathname &&
      (request.query["token"] ?? null) === url.searchParams.get("token"),
  )?.request;
}
