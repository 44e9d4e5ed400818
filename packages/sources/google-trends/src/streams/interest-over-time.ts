import { DecodeError, defineStream, type StreamDefinition } from "@brain/core";
import { z } from "zod";
import { askedIn } from "../asked.ts";
import { batchesOf } from "../batches.ts";
import type { TrendsClient } from "../client.ts";
import type { ResolvedConfig } from "../config.ts";
import { interestKey, interestSchema, toInterest, type Interest } from "../interest-record.ts";
import { placesOf, type PlacePartition } from "../partitions.ts";
import { isTimeline, meanOf, pointsIn } from "../timeline.ts";
import { findWidget, namesOf, resolutionOf } from "../widgets.ts";

const stateSchema = z.object({
  /** The batch that comes next. */
  batch: z.int().min(0),
  /** The anchor's mean in the first batch. */
  reference: z.number(),
  /** The day that the batches so far were read: another day is another sample. */
  day: z.iso.date(),
});
type State = z.infer<typeof stateSchema>;

/**
 * Interest over time from the public site. All values hang on the greatest one in the whole request, so the time frame is
 * read whole by each run, and replaces what the table had of it.
 */
export function interestOverTime(
  config: ResolvedConfig,
): StreamDefinition<TrendsClient, Interest, State, PlacePartition> {
  const batches = batchesOf(config);
  return defineStream<TrendsClient>()({
    schema: interestSchema,
    primaryKey: [...interestKey],
    mode: "mirror",
    stateSchema,
    partitions: () => placesOf(config),
    async *read({ client, partition, state, resuming, log, ...context }) {
      const { geo } = partition;
      const asked = askedIn(config, geo, context);
      const day = asked.snapshot_date;
      const begun = resuming && state?.day === day ? state : { batch: 0, reference: 0 };
      let { reference } = begun;
      for (let batch = begun.batch; batch < batches.length; batch++) {
        const { keywords, anchor } = batches[batch] ?? { keywords: [], anchor: undefined };
        const { widget, body } = await client.web.widget({
          items: keywords.map((keyword) => ({ keyword, geo, time: asked.timeframe })),
          pick: (widgets) => findWidget(widgets, "TIMESERIES"),
          pathOf: () => "multiline",
          isRight: isTimeline,
        });
        const points = pointsIn(body);
        const names = namesOf(widget);
        if (names.length !== keywords.length) throw otherColumns(names.length, keywords.length);
        const mean = anchor === undefined ? 1 : meanOf(points, 0);
        if (batch === 0) reference = mean;
        const factor = mean > 0 && reference > 0 ? reference / mean : undefined;
        if (factor === undefined) {
          log.warn(
            `The anchor "${anchor}" has too few searches beside the others of batch ${batch}.`,
          );
        }
        const columns = keywords
          .map((keyword, index) => ({ keyword, index, batch, anchor, factor }))
          // The anchor's own values are those of the first batch.
          .filter(({ keyword }) => batch === 0 || keyword !== anchor);
        const resolution = resolutionOf(widget);
        yield {
          records: columns.flatMap((column) =>
            points.map((point) => toInterest(point, column, asked, resolution)),
          ),
          checkpoint: { batch: batch + 1, reference, day },
        };
      }
    },
  });
}

/** Columns stand in the order of the widget's request, which is the order of ours. */
function otherColumns(given: number, due: number): DecodeError {
  return new DecodeError({
    code: "wrong_shape",
    message: `Google Trends answered with ${given} keywords, not the ${due} that were asked for.`,
    context: { connector: "google-trends" },
  });
}
