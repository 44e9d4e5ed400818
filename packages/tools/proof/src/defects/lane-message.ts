import { z } from "zod";

/** What a lane is asked: which defect to put in, and which files to run then, in this order. */
export const laneQuestionSchema = z.strictObject({
  /** The defect's name. */
  defect: z.string(),
  /** Paths from the checkout's root. */
  files: z.array(z.string()),
});
export type LaneQuestion = z.infer<typeof laneQuestionSchema>;

/** What a lane answers: each test that ran, or why none did. */
export const laneAnswerSchema = z.union([
  z.strictObject({
    runs: z.array(z.strictObject({ title: z.string(), file: z.string(), passed: z.boolean() })),
  }),
  z.strictObject({ failure: z.string() }),
]);
export type LaneAnswer = z.infer<typeof laneAnswerSchema>;
