import type { Json } from "../json.ts";
import { hash } from "./hash.ts";
import { textHash } from "./text-hash.ts";

/** What a batch's id is made of (DL-6): a batch that is written again gets the same one, no other ever does. */
export interface BatchOrigin {
  readonly pipeline: string;
  readonly flow: string;
  readonly scope: string;
  readonly generation: string;
  readonly partition: string;
  readonly version: string | null;
}

/** What tells the checkpoint before a batch from all others: a source may give the same state twice. */
export interface Reached {
  readonly state: Json;
  readonly read: number;
  readonly deleted: number;
}

/** Names the batches of one reading. `ordinal`: the batch's number since the checkpoint. */
export type BatchNames = (after: Reached, ordinal: number) => string;

/** One digest for all batches of a partition: one for each would cost as much as reading its page. */
export async function batchNames(origin: BatchOrigin): Promise<BatchNames> {
  const { pipeline, flow, scope, generation, partition, version } = origin;
  const common = await hash(pipeline, flow, scope, generation, partition, version);
  return ({ state, read, deleted }, ordinal) =>
    textHash(common + JSON.stringify([state, read, deleted, ordinal]));
}
