import type { Page, ReadContext, StreamDefinition } from "@brain/core";
import type { HttpClient } from "@brain/http";
import type { ResolvedTeachableConfig } from "./config.ts";
import { coursePartitions } from "./course-partitions.ts";
import { readSingle, single } from "./single.ts";

/** A section with the ids of its lectures, which have no names here. */
export interface Section {
  readonly id?: unknown;
  readonly lectures?: readonly object[];
}

/** A course as its own address gives it, or undefined once it is gone. */
export async function readCourse(
  { client, log }: Pick<ReadContext<HttpClient, undefined, { key: string }>, "client" | "log">,
  id: string,
): Promise<object | undefined> {
  const answer = await readSingle(client, single.course(id));
  if (answer === undefined) log.warn(`Teachable has no course ${id} any more: it is left out.`);
  return answer?.found;
}

/** Sections in their order; each is a claim that the stream's schema judges. */
export function sectionsOf(course: object): readonly Section[] {
  const sections: unknown = Reflect.get(course, "lecture_sections");
  return Array.isArray(sections) ? sections.map(Object) : [];
}

/** A stream of what stands in each course's own answer, of which one is a partition. */
export function courseDetailStream<T extends object>(
  config: ResolvedTeachableConfig,
  info: Pick<StreamDefinition<HttpClient, T>, "schema" | "primaryKey" | "pii">,
  rowsOf: (course: object, course_id: string) => readonly object[],
): StreamDefinition<HttpClient, T> {
  return {
    ...info,
    mode: "mirror",
    partitions: coursePartitions(config),
    async *read({ partition, ...context }) {
      const course = await readCourse(context, partition.key);
      const records = course === undefined ? [] : rowsOf(course, partition.key);
      // A claim about what Teachable sent: whoever reads validates each record against the schema first of all.
      yield { records } as Page<T>;
    },
  };
}
