import { memoryBudget, type Source, type Stream, type Window } from "@brain/core";
import { linkedinAds, type LinkedinAdsConfig } from "@brain/linkedin-ads";
import { createClock } from "../let-pass.ts";
import { load, type Loaded } from "../load.ts";
import { playVendor, type Answers, type PlayedRequest } from "../vendor.ts";

/** What is read of a stream, and from whom. */
export interface Played {
  readonly stream: Stream;
  readonly loaded: Loaded;
  readonly requests: readonly PlayedRequest[];
}

/** An ad account, and the reports that are read of it. */
export interface PlayOptions {
  readonly account: string;
  readonly analytics?: LinkedinAdsConfig["analytics"];
  readonly window?: Partial<Window> | undefined;
}

/** Reads one stream of the source into DuckDB, in front of recorded answers. */
export async function loadPlayed(
  name: string,
  answers: Answers,
  { account, analytics, window }: PlayOptions,
): Promise<Played> {
  const clock = createClock();
  const vendor = playVendor(answers);
  const source: Source = linkedinAds(
    { accessToken: "AQX-played", accountIds: [account], analytics, startDate: "2020-01-01" },
    { runtime: { clock, budget: memoryBudget(clock), fetch: vendor.fetch } },
  );
  const stream = source.streams[name];
  if (stream === undefined) throw new Error(`the source has no stream ${name}`);
  return { stream, loaded: await load(stream, { clock, window }), requests: vendor.requests };
}

/** An answer with a list that has no next page, whichever of the two ways its pages go. */
export function listed(elements: readonly object[]): Response {
  return Response.json({
    elements,
    paging: { start: 0, count: 1_000, links: [], total: elements.length },
    metadata: {},
  });
}
