import type { Place } from "./lecture-walk.ts";
import { readSingle, single } from "./single.ts";

/** The quizzes of a lecture; most have none. */
export async function quizIdsOf({ client, course, lecture }: Place): Promise<readonly string[]> {
  const answer = await readSingle(client, single.quizIds(course, lecture));
  const ids: unknown = Reflect.get(answer?.found ?? {}, "quiz_ids");
  return Array.isArray(ids) ? ids.map(String) : [];
}
