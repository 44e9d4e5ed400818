import type { Page, Partition, ReadContext, StreamDefinition } from "@brain/core";
import type { HttpClient } from "@brain/http";
import type { ResolvedTeachableConfig } from "./config.ts";
import { coursePartitions } from "./course-partitions.ts";
import { walkEnrollments, walkState, type WalkState } from "./enrollment-walk.ts";
import { OVERLAP_MS } from "./limits.ts";
import { readProgress, type Progress } from "./read-progress.ts";
import { idOf, instantOf } from "./to-record.ts";

/** The ids that every row of progress begins with. */
export interface Ids {
  readonly course_id: string;
  readonly user_id: string;
}

/**
 * A stream of each user's progress in each course, a request each. Enrollments, which a hundred of come with one request,
 * tell whose progress cannot have changed since it was read: those who have not begun, and those who were done by then.
 */
export function progressStream<T extends object>(
  config: ResolvedTeachableConfig,
  info: Pick<StreamDefinition<HttpClient, T>, "schema" | "primaryKey">,
  rowsOf: (progress: Progress, ids: Ids) => readonly object[],
): StreamDefinition<HttpClient, T, WalkState, Partition> {
  async function* read(
    context: ReadContext<HttpClient, WalkState, Partition, T>,
  ): AsyncGenerator<Page<T, WalkState>> {
    const { client, partition, log } = context;
    const course_id = partition.key;
    for await (const step of walkEnrollments(context, config.progressRefreshDays)) {
      let records: readonly object[] = [];
      for (const enrollment of step.enrollments) {
        const user_id = idOf(enrollment, "user_id");
        if (user_id === undefined || isSettled(enrollment, step.before)) continue;
        const progress = await readProgress(client, course_id, user_id);
        if (progress === undefined) {
          log.warn(`Teachable has no progress of user ${user_id} in course ${course_id} any more.`);
          continue;
        }
        records = [...records, ...rowsOf(progress, { course_id, user_id })];
      }
      // A claim about what Teachable sent: whoever reads validates each record against the schema first of all.
      yield { records: records as readonly T[], checkpoint: step.checkpoint };
    }
  }
  return { ...info, stateSchema: walkState, partitions: coursePartitions(config), read };
}

/** Whether what was read before an instant still holds: nothing was done yet, or all was done by then. */
function isSettled(enrollment: object, before: number | undefined): boolean {
  if (before === undefined) return false;
  const safely = before - OVERLAP_MS;
  const percent: unknown = Reflect.get(enrollment, "percent_complete");
  if (percent === 0) return (instantOf(enrollment, "enrolled_at") ?? Infinity) < safely;
  if (typeof percent !== "number" || percent < 100) return false;
  return (instantOf(enrollment, "completed_at") ?? Infinity) < safely;
}
