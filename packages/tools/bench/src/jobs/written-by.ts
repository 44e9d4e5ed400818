import type { RunReport } from "@brain/core";

/** Records that a run wrote; anything but a success would make its time worthless. */
export function writtenBy(report: RunReport): number {
  if (report.status !== "succeeded") throw new Error(JSON.stringify(report));
  return report.streams.reduce((sum, { written }) => sum + written, 0);
}
