import { restStream } from "@brain/http";
import { z } from "zod";
import { numberedPages } from "../lists.ts";
import { toRecord } from "../to-record.ts";

/** A course as the list gives it; sections, lectures and the author are streams of their own. */
export const courseSchema = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  heading: z.string().nullish(),
  description: z.string().nullish(),
  is_published: z.boolean().nullish(),
  image_url: z.string().nullish(),
});

/** A record of the stream `courses`. */
export type Course = z.infer<typeof courseSchema>;

/**
 * All courses: nothing tells which have changed.
 *
 * @see https://docs.teachable.com/reference/listcourses (read 2026-11-24)
 */
export const courses = restStream({
  schema: courseSchema,
  primaryKey: ["id"],
  mode: "mirror",
  path: "courses",
  paging: numberedPages,
  records: (body) => body.courses,
  map: toRecord,
});
