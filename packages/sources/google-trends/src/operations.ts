import type { Page } from "@brain/core";
import { z } from "zod";
import type { OfficialClient } from "./official-client.ts";
import type { Operation } from "./official-mapping.ts";

/** An operation that was begun, and until when it is worth asking for. */
export const operationState = z.object({ name: z.string(), asked: z.string(), at: z.number() });

/** How long an operation is believed to be kept, in milliseconds. */
const KEPT_MS = 3_600_000;

interface Work<State> {
  readonly client: OfficialClient;
  readonly now: () => number;
  readonly method: string;
  readonly body: object;
  readonly points: number;
  /** The operation of an earlier run. */
  readonly begun: z.infer<typeof operationState> | undefined;
  toState(operation: z.infer<typeof operationState>): State;
}

/**
 * What came of an operation: the one that an earlier run began and did not see the end of, where it asks the same, else a
 * new one. Its name is yielded as a checkpoint first, so that a day's few requests are not spent twice.
 */
export async function* operated<T, State>(
  work: Work<State>,
): AsyncGenerator<Page<T, State>, NonNullable<Operation["response"]>> {
  const { client, now, method, body, points, begun } = work;
  const asked = JSON.stringify(body);
  if (begun?.asked === asked && now() - begun.at < KEPT_MS) {
    const response = await client.finished(begun.name);
    if (response) return response;
  }
  const name = await client.begin(method, body, points);
  yield { records: [], checkpoint: work.toState({ name, asked, at: now() }) };
  return (await client.finished(name)) ?? {};
}
