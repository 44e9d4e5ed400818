import type { Page, Partition, ReadContext, StreamDefinition } from "@brain/core";
import type { HttpClient } from "@brain/http";
import { z } from "zod";
import type { ResolvedTeachableConfig } from "../config.ts";
import { coursePartitions } from "../course-partitions.ts";
import { walkEnrollments, walkState, type WalkState } from "../enrollment-walk.ts";
import { OVERLAP_MS } from "../limits.ts";
import { toRecord } from "../to-record.ts";

/** That a user takes a course, and how far they are. */
export const enrollmentSchema = z.looseObject({
  course_id: z.string(),
  user_id: z.string(),
  enrolled_at: z.iso.datetime().nullish(),
  expires_at: z.iso.datetime().nullish(),
  completed_at: z.iso.datetime().nullish(),
  percent_complete: z.number().nullish(),
});

/** A record of the stream `enrollments`. */
export type Enrollment = z.infer<typeof enrollmentSchema>;

/**
 * New enrollments with every run, and all of them every `progressRefreshDays`: how far someone is changes without a trace.
 * A course is a partition.
 *
 * @see https://docs.teachable.com/reference/listcourseenrollments (read 2026-11-24)
 */
export function enrollments(
  config: ResolvedTeachableConfig,
): StreamDefinition<HttpClient, Enrollment, WalkState, Partition> {
  async function* read(
    context: ReadContext<HttpClient, WalkState, Partition, Enrollment>,
  ): AsyncGenerator<Page<Enrollment, WalkState>> {
    const course_id = context.partition.key;
    for await (const step of walkEnrollments(context, config.progressRefreshDays)) {
      const records = step.enrollments.map((raw) => ({ course_id, ...toRecord(raw) }));
      // A claim about what Teachable sent: whoever reads validates each record against the schema first of all.
      yield { records: records as Enrollment[], checkpoint: step.checkpoint };
    }
  }
  return {
    schema: enrollmentSchema,
    primaryKey: ["course_id", "user_id"],
    cursor: { field: "enrolled_at", order: "ascending", lookbackMs: OVERLAP_MS },
    stateSchema: walkState,
    partitions: coursePartitions(config),
    read,
  };
}
