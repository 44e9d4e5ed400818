import type { Source, Stream } from "@brain/core";
import { hubspot, type HubspotConfig } from "@brain/hubspot";
import { createClock } from "../let-pass.ts";
import { load, type Loaded } from "../load.ts";
import { playVendor, type Answers, type PlayedRequest } from "../vendor.ts";

/** Every request of every play, for the comparison with the interface description. */
const sent: PlayedRequest[] = [];

export function requestsSoFar(): readonly PlayedRequest[] {
  return sent;
}

/** Reads one stream of the source into DuckDB, in front of recorded answers. */
export async function loadPlayed(
  stream: string,
  answers: Answers,
  more: Pick<HubspotConfig, "customObjects" | "propertyHistory"> = {},
): Promise<{ readonly stream: Stream; readonly loaded: Loaded }> {
  const clock = createClock();
  const vendor = playVendor(answers);
  const source: Source = hubspot(
    { accessToken: "pat-na1-played", ...more },
    { runtime: { clock, fetch: vendor.fetch } },
  );
  const played = source.streams[stream];
  if (played === undefined) throw new Error(`the source has no stream ${stream}`);
  const loaded = await load(played, { clock });
  sent.push(...vendor.requests);
  return { stream: played, loaded };
}
