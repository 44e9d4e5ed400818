import type { Asked } from "./asked.ts";
import type { TrendsClient } from "./client.ts";
import type { ResolvedConfig } from "./config.ts";
import { isGeoMap, regionsIn, type Row } from "./region-record.ts";
import { resolutionOf, type Widget } from "./widgets.ts";

/** What Google says of the regions of a place. */
export interface Regions {
  readonly widget: Widget;
  readonly rows: readonly Row[];
  readonly resolution: string;
}

/** Asks where these keywords are searched for; `pick` finds the map among what the page offers. */
export async function askForRegions(
  client: TrendsClient,
  config: ResolvedConfig,
  {
    keywords,
    geo,
    asked,
  }: {
    readonly keywords: readonly string[];
    readonly geo: string;
    readonly asked: Asked;
  },
  pick: (widgets: readonly Widget[]) => Widget,
): Promise<Regions> {
  const { widget, body } = await client.web.widget({
    items: keywords.map((keyword) => ({ keyword, geo, time: asked.timeframe })),
    pick,
    pathOf: () => "comparedgeo",
    changes: {
      resolution: config.regionResolution,
      includeLowSearchVolumeGeos: config.includeLowSearchVolume,
    },
    isRight: isGeoMap,
  });
  const resolution = config.regionResolution ?? resolutionOf(widget);
  return { widget, rows: regionsIn(body), resolution };
}
