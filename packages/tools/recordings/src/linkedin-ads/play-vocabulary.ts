import { memoryBudget, type Source } from "@brain/core";
import { linkedinAds } from "@brain/linkedin-ads";
import { linkedinAdsEmulator, sandboxCredentials } from "@brain/sandbox";
import { createClock } from "../let-pass.ts";
import { load } from "../load.ts";
import type { Recordings } from "../recordings.ts";
import { readDocument } from "./vocabulary.ts";

const columns = { long: "BIGINT", double: "DOUBLE", BigDecimal: "VARCHAR" } as const;

/** Every documented metric is read from the emulator into a column of its type; every documented pivot may be asked for. */
export async function playVocabulary(recordings: Recordings): Promise<string> {
  const { metrics, pivots, timeGranularity, removed } = await readDocument(recordings);
  const names = Object.keys(metrics);
  const clock = createClock();
  const emulator = linkedinAdsEmulator({ now: clock.now, sizes: { campaigns: 3, creatives: 6 } });
  const { accessToken } = sandboxCredentials.linkedinAds;
  const create = (pivot: string, asked: readonly string[], granularity = "DAILY"): Source =>
    Reflect.apply(linkedinAds, undefined, [
      {
        accessToken,
        startDate: "2026-11-01",
        analytics: { played: { pivots: [pivot], metrics: asked, timeGranularity: granularity } },
      },
      {
        runtime: {
          clock,
          budget: memoryBudget(clock),
          fetch: (...given: Parameters<typeof fetch>) => emulator.fetch(new Request(...given)),
        },
      },
    ]);
  for (const pivot of [...pivots.structural, ...pivots.member]) create(pivot, ["impressions"]);
  for (const granularity of timeGranularity) create("CAMPAIGN", ["impressions"], granularity);

  const { played } = create("CREATIVE", names).streams;
  if (played === undefined) throw new Error("the report is no stream");
  const window = { from: "2026-11-05", to: "2026-11-12" };
  const { rows, types } = await load(played, { clock, window });
  const wrong = names.filter((name) => types[name] !== columns[metrics[name] ?? "long"]);
  if (wrong.length > 0) throw new Error(`columns of another type: ${wrong.join(", ")}`);
  for (const old of Object.keys(removed)) create("ACCOUNT", [old]);
  return `${names.length} metrics of ${rows.length} rows, each a column of its type`;
}
