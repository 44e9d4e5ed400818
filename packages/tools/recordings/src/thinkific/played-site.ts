import type { Source, Stream } from "@brain/core";
import { thinkific } from "@brain/thinkific";
import { createClock } from "../let-pass.ts";
import { playVendor } from "../vendor.ts";
import type { Fixture } from "../fixture.ts";

/** A stream of the source in front of a fixture's answers: those of its path and, where one is named, of its page. */
export function playedSite({ exchanges }: Fixture, name: string) {
  const clock = createClock();
  const vendor = playVendor(({ url }) => {
    const page = url.searchParams.get("page");
    const exchange = exchanges.find(
      ({ request: { path, query } }) =>
        path === url.pathname && (query["page"] === undefined || query["page"] === page),
    );
    if (exchange === undefined) return undefined;
    const { body, status } = exchange.response;
    return Response.json(body, { status });
  });
  const source: Source = thinkific(
    { apiKey: "k", subdomain: "mysite" },
    { runtime: { clock, fetch: vendor.fetch } },
  );
  const stream: Stream | undefined = source.streams[name];
  if (stream === undefined) throw new Error(`the source has no stream ${name}`);
  return { clock, vendor, stream };
}
