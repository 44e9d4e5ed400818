import { readLimits } from "../limits.ts";
import { createOverlapFilter, type OverlapFilter } from "../overlap.ts";
import type { Pass } from "./pass.ts";
import type { Progress } from "./unit.ts";

/**
 * CP-5: what keeps an `append` from taking a record twice. The other modes write by key, and want the values that a vendor
 * restated without a new version.
 */
export function overlapOf(pass: Pass, progress: Progress): OverlapFilter | undefined {
  const { flow } = pass.planned;
  if (flow.mode !== "append") return undefined;
  const earlier = progress.overlap?.();
  if (earlier?.cut === true) {
    pass.context.emit({
      type: "warning",
      ...pass.place,
      partition: progress.partition.key,
      code: "overlap_cut",
      message: `More than ${readLimits.dedupeKeys} records of ${pass.place.stream} stand in the lookback; some of them may be appended again.`,
      hint: "Give the stream a shorter lookback, or upsert by its key.",
    });
  }
  return createOverlapFilter(flow.stream.info, progress.window, earlier, { restarts: true });
}
