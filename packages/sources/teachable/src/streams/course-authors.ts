import { z } from "zod";
import type { ResolvedTeachableConfig } from "../config.ts";
import { courseDetailStream } from "../course-detail.ts";
import { toRecord } from "../to-record.ts";

/** Who a course is by, as its page shows it. */
export const courseAuthorSchema = z.looseObject({
  course_id: z.string(),
  name: z.string().nullish(),
  /** May be HTML. */
  bio: z.string().nullish(),
  profile_image_url: z.string().nullish(),
  /** Documented as a number, often null. */
  user_id: z.string().nullish(),
});

/** A record of the stream `course_authors`. */
export type CourseAuthor = z.infer<typeof courseAuthorSchema>;

/**
 * The author of every course that has one, in one request a course.
 *
 * @see https://docs.teachable.com/reference/showcourse (read 2026-11-24)
 */
export const courseAuthors = (config: ResolvedTeachableConfig) =>
  courseDetailStream(
    config,
    {
      schema: courseAuthorSchema,
      primaryKey: ["course_id"],
      pii: { name: "name", bio: "free-text" },
    },
    (course, course_id) => {
      const author: unknown = Reflect.get(course, "author_bio");
      return typeof author === "object" && author !== null
        ? [{ course_id, ...toRecord(author) }]
        : [];
    },
  );
