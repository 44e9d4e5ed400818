import { defects } from "./index.ts";
import { laneQuestionSchema, type LaneAnswer } from "./lane-message.ts";
import { openVitest } from "./open-vitest.ts";

/** A process that keeps a vitest and answers one question after the other. */
const vitest = openVitest();

process.on("message", (message) => {
  void answer(message)
    .catch((error: unknown): LaneAnswer => ({ failure: String(error) }))
    .then((result) => process.send?.(result));
});
process.once("disconnect", () => process.exit());

async function answer(message: unknown): Promise<LaneAnswer> {
  const question = laneQuestionSchema.parse(message);
  const defect = defects.find(({ name }) => name === question.defect);
  if (defect === undefined) return { failure: `There is no defect "${question.defect}".` };
  return { runs: await (await vitest).run(defect, question.files) };
}
