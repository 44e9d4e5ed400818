import { z } from "zod";
import { wholeList } from "../lists.ts";

/** A course. Its price stands with its product, its chapters are a stream of their own. */
export const courseSchema = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  slug: z.string().nullish(),
  product_id: z.string().nullish(),
  description: z.string().nullish(),
  keywords: z.string().nullish(),
  course_card_image_url: z.string().nullish(),
  administrator_user_ids: z.array(z.string()).nullish(),
  chapter_ids: z.array(z.string()).nullish(),
  reviews_enabled: z.boolean().nullish(),
  user_id: z.string().nullish(),
  instructor_id: z.string().nullish(),
});

/** A record of the stream `courses`. */
export type Course = z.infer<typeof courseSchema>;

/** All courses: nothing tells which have changed. */
export const courses = wholeList({ schema: courseSchema, primaryKey: ["id"], path: "courses" });
