import { addDays, defineStream, type StreamDefinition } from "@brain/core";
import { z } from "zod";
import { askedIn } from "../asked.ts";
import type { TrendsClient } from "../client.ts";
import type { ResolvedConfig } from "../config.ts";
import { officialOf } from "../official-client.ts";
import { breakdownOf, clampDays, toSpec } from "../official-mapping.ts";
import { operated, operationState } from "../operations.ts";
import { keywordsOf, type KeywordPartition } from "../partitions.ts";
import { regionKey, regionSchema } from "../region-record.ts";
import { daysIn } from "../timeframe.ts";
import type { RegionInterest } from "./interest-by-region.ts";

const stateSchema = z.object({ operation: operationState.optional() });
type State = z.infer<typeof stateSchema>;

/** What a breakdown is counted as; its size is not known beforehand. */
const POINTS = 100;

/** Where a keyword is searched for most, from the official API: a snapshot of each day. */
export function officialRegions(
  config: ResolvedConfig,
): StreamDefinition<TrendsClient, RegionInterest, State, KeywordPartition> {
  return defineStream<TrendsClient>()({
    schema: regionSchema,
    primaryKey: [...regionKey],
    stateSchema,
    partitions: () => keywordsOf(config),
    async *read({ client, partition, state, window, clock }) {
      const { geo, keyword } = partition;
      const asked = askedIn(config, geo, { window, clock });
      const { first, last } = clampDays(daysIn(asked.timeframe, clock.now()), clock.now());
      if (first > last) return;
      const breakdownResolution = breakdownOf(config.regionResolution, geo);
      const spec = {
        ...toSpec({ keyword, geo, from: first, to: addDays(last, 1) }),
        breakdownResolution,
        zeroOutNoisyResults: false,
      };
      const { geoBreakdown } = yield* operated<RegionInterest, State>({
        client: officialOf(client),
        now: clock.now,
        method: "fetchGeoBreakdown",
        body: { spec },
        points: POINTS,
        begun: state?.operation,
        toState: (operation) => ({ operation }),
      });
      const records = (geoBreakdown?.points ?? []).map(
        ({ geo: region, searchInterest, scaledSearchInterest, ...rest }) => ({
          ...rest,
          keyword,
          ...asked,
          geo_code: region.code,
          geo_name: region.name ?? region.code,
          resolution: config.regionResolution ?? (geo === "" ? "COUNTRY" : "REGION"),
          value: scaledSearchInterest ?? null,
          has_data: null,
          search_interest: searchInterest ?? null,
        }),
      );
      yield { records, checkpoint: {} };
    },
  });
}
