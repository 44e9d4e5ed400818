import { defineStream, type Page, type Partition } from "@brain/core";
import { path, type HttpClient } from "@brain/http";
import { z } from "zod";
import { areOf, wholeList } from "../lists.ts";
import { partitionsOf } from "../parents.ts";
import { courses } from "./courses.ts";

/** A lesson, a quiz, a file and so on in a chapter: what it is, not what is in it. */
export const contentSchema = z.looseObject({
  course_id: z.string(),
  id: z.string(),
  chapter_id: z.string(),
  name: z.string().nullish(),
  position: z.number().nullish(),
  /** `Lesson`, `Quiz`, `Pdf`, `Assignment`, `Survey` and so on; new ones come. */
  contentable_type: z.string().nullish(),
  free: z.boolean().nullish(),
  take_url: z.string().nullish(),
});

/** A record of the stream `contents`. */
export type Content = z.infer<typeof contentSchema>;

/** A course, with the chapters that it says it has. */
interface CoursePart extends Partition {
  readonly chapters: readonly string[];
}

const stateSchema = z.object({ after: z.string().optional() });

const list = wholeList({
  schema: contentSchema.omit({ course_id: true }),
  primaryKey: ["id"],
  path: ({ partition }) => path`chapters/${partition.key}/contents`,
  // A chapter may be gone by the time it is asked for.
  request: ({ partition }) => ({
    endpoint: "chapters/{id}/contents",
    expect: [404],
    shape: areOf("chapter_id", partition.key),
  }),
});

/** The contents of every chapter, course by course; a chapter is read as a whole. */
export const contents = defineStream<HttpClient>()<
  Content,
  z.infer<typeof stateSchema>,
  CoursePart
>({
  schema: contentSchema,
  primaryKey: ["id"],
  mode: "mirror",
  stateSchema,
  partitions: partitionsOf(courses, ({ id, chapter_ids }) => ({
    key: id,
    chapters: chapter_ids ?? [],
  })),
  async *read(context) {
    const { key, chapters } = context.partition;
    // What is not found any more is where the first one stands: the course is read from its beginning.
    const done = context.resuming ? chapters.indexOf(context.state?.after ?? "") + 1 : 0;
    for (const chapter of chapters.slice(done)) {
      let held: Page<Content, z.infer<typeof stateSchema>> | undefined;
      const pages = list.read({
        ...context,
        schema: list.schema,
        partition: { key: chapter },
        state: undefined,
        resuming: false,
      });
      for await (const { records, quality } of pages) {
        if (held !== undefined) yield held;
        held = { records: records.map((content) => ({ course_id: key, ...content })), quality };
      }
      if (held !== undefined) yield { ...held, checkpoint: { after: chapter } };
    }
  },
});
