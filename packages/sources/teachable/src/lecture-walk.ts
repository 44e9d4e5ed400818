import type { Page, Partition, ReadContext, StreamDefinition } from "@brain/core";
import type { HttpClient } from "@brain/http";
import { z } from "zod";
import type { ResolvedTeachableConfig } from "./config.ts";
import { readCourse, sectionsOf } from "./course-detail.ts";
import { coursePartitions } from "./course-partitions.ts";
import { idOf } from "./to-record.ts";

const stateSchema = z.object({
  /** The lecture that was read last. */
  lecture: z.string(),
});
type State = z.infer<typeof stateSchema>;

/** A lecture of a course. */
export interface Place {
  readonly client: HttpClient;
  readonly course: string;
  readonly lecture: string;
}

/**
 * A stream that asks for something of each lecture. A course is a partition, and what is read of a lecture is durable
 * before the next one is asked for.
 */
export function lectureStream<T extends object>(
  config: ResolvedTeachableConfig,
  info: Pick<StreamDefinition<HttpClient, T>, "schema" | "primaryKey" | "pii">,
  rowsOf: (place: Place) => Promise<readonly object[]>,
): StreamDefinition<HttpClient, T, State, Partition> {
  async function* read(
    context: ReadContext<HttpClient, State, Partition, T>,
  ): AsyncGenerator<Page<T, State>> {
    const { client, partition, resuming, state } = context;
    const course = await readCourse(context, partition.key);
    const ids = course === undefined ? [] : lectureIds(course);
    // One that is gone is not found, and all are read again.
    const first = resuming && state !== undefined ? ids.indexOf(state.lecture) + 1 : 0;
    for (const lecture of ids.slice(first)) {
      const records = await rowsOf({ client, course: partition.key, lecture });
      // A claim about what Teachable sent: whoever reads validates each record against the schema first of all.
      yield { records: records as readonly T[], checkpoint: { lecture } };
    }
  }
  return { ...info, mode: "mirror", stateSchema, partitions: coursePartitions(config), read };
}

function lectureIds(course: object): string[] {
  return sectionsOf(course)
    .flatMap(({ lectures = [] }) => lectures)
    .flatMap((lecture) => idOf(lecture) ?? []);
}
