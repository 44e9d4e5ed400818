import { defineStream, type StreamDefinition } from "@brain/core";
import type { z } from "zod";
import { askedIn } from "../asked.ts";
import type { TrendsClient } from "../client.ts";
import type { ResolvedConfig } from "../config.ts";
import { keywordsOf, type KeywordPartition } from "../partitions.ts";
import { regionKey, regionSchema, toRegion } from "../region-record.ts";
import { askForRegions } from "../regions-request.ts";
import { findWidget } from "../widgets.ts";

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
      const { rows, resolution } = await askForRegions(
        client,
        config,
        { keywords: [keyword], geo, asked },
        (widgets) => findWidget(widgets, "GEO_MAP", keyword),
      );
      yield { records: rows.map((row) => toRegion(row, 0, { keyword, resolution, asked })) };
    },
  });
}
