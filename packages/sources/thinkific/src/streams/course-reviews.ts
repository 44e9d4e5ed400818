import { z } from "zod";
import { areOf, wholeList } from "../lists.ts";
import { partitionsOf } from "../parents.ts";
import { courses } from "./courses.ts";

/** What a user thinks of a course, approved or not. */
export const courseReviewSchema = z.looseObject({
  id: z.string(),
  course_id: z.string().nullish(),
  user_id: z.string().nullish(),
  /** Out of 5. */
  rating: z.number().nullish(),
  title: z.string().nullish(),
  review_text: z.string().nullish(),
  approved: z.boolean().nullish(),
  created_at: z.iso.datetime().nullish(),
});

/** A record of the stream `course_reviews`. */
export type CourseReview = z.infer<typeof courseReviewSchema>;

/** All reviews, course by course: Thinkific lists those of one course alone. */
export const courseReviews = wholeList({
  schema: courseReviewSchema,
  primaryKey: ["id"],
  pii: { title: "free-text", review_text: "free-text" },
  partitions: partitionsOf(courses, ({ id }) => ({ key: id })),
  path: "course_reviews",
  request: ({ partition }) => ({
    query: { course_id: partition.key },
    expect: [404],
    shape: areOf("course_id", partition.key),
  }),
});
