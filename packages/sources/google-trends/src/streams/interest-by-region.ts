import { defineStream, type StreamDefinition } from "@brain/core";
import type { z } from "zod";
import { askedIn } from "../asked.ts";
import type { TrendsClient } from "../client.ts";
import type { ResolvedConfig } from "../config.ts";
import { keywordsOf, type KeywordPartition } from "../partitions.ts";
import { isGeoMap, regionKey, regionSchema, regionsIn, toRegion } from "../region-record.ts";
import { findWidget, resolutionOf } from "../widgets.ts";

/** A record of the stream `interest_by_region`. */
export type RegionInterest = z.infer<typeof regionSchema>;

/** Where a keyword is searched for most: an index of 0 to 100 over the regions of a place, for each keyword by itself. */
export function interestByRegion(
  config: ResolvedConfig,
): StreamDefinition<TrendsClient, RegionInterest, never, KeywordPartition> {
  return defineStream<TrendsClient>()({
    schema: regionSchema,
    primaryKey: [...regionKey],
    partitions: () => keywordsOf(config),
    async *read({ client, partition: { keyword, geo }, ...context }) {
      const asked = askedIn(config, geo, context);
      const { widget, body } = await client.web.widget({
        items: [{ keyword, geo, time: asked.timeframe }],
        pick: (widgets) => findWidget(widgets, "GEO_MAP", keyword),
        pathOf: () => "comparedgeo",
        changes: {
          resolution: config.regionResolution,
          includeLowSearchVolumeGeos: config.includeLowSearchVolume,
        },
        isRight: isGeoMap,
      });
      const resolution = config.regionResolution ?? resolutionOf(widget);
      yield {
        records: regionsIn(body).map((row) => toRegion(row, 0, { keyword, resolution, asked })),
      };
    },
  });
}
