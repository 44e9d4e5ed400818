import { defineStream, type StreamDefinition } from "@brain/core";
import { askedIn } from "../asked.ts";
import type { TrendsClient } from "../client.ts";
import type { ResolvedConfig } from "../config.ts";
import { placesOf, type PlacePartition } from "../partitions.ts";
import { regionKey, regionSchema, toRegion } from "../region-record.ts";
import { askForRegions } from "../regions-request.ts";
import { findWidget, namesOf } from "../widgets.ts";
import type { RegionInterest } from "./interest-by-region.ts";

/** How the keywords share the searches of each region: the shares of a region are 100 together. */
export function regionShares(
  config: ResolvedConfig,
): StreamDefinition<TrendsClient, RegionInterest, never, PlacePartition> {
  return defineStream<TrendsClient>()({
    schema: regionSchema,
    primaryKey: [...regionKey],
    partitions: () => placesOf(config),
    async *read({ client, partition: { geo }, ...context }) {
      const asked = askedIn(config, geo, context);
      const { widget, rows, resolution } = await askForRegions(
        client,
        config,
        { keywords: config.keywords, geo, asked },
        (widgets) =>
          findWidget(
            widgets.filter(({ id }) => id === "GEO_MAP"),
            "GEO_MAP",
          ),
      );
      const records = namesOf(widget).flatMap((keyword, column) =>
        rows.map((row) => toRegion(row, column, { keyword, resolution, asked })),
      );
      yield { records };
    },
  });
}
