import type { Partition } from "@brain/core";
import type { ResolvedConfig } from "./config.ts";

/** All keywords in one place. */
export interface PlacePartition extends Partition {
  readonly geo: string;
}

/** One keyword in one place. */
export interface KeywordPartition extends PlacePartition {
  readonly keyword: string;
}

export function placesOf({ geo }: ResolvedConfig): PlacePartition[] {
  return geo.map((place) => ({ key: nameOf(place), geo: place }));
}

export function keywordsOf({ geo, keywords }: ResolvedConfig): KeywordPartition[] {
  return geo.flatMap((place) =>
    keywords.map((keyword) => ({ key: `${nameOf(place)} ${keyword}`, geo: place, keyword })),
  );
}

function nameOf(geo: string): string {
  return geo === "" ? "world" : geo;
}
