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

/** Names the batches of one reading. `after`: the checkpoint before the batch. `ordinal`: its number since that checkpoint. */
export type BatchNames = (after: Json, ordinal: number) => string;

/** One digest for all batches of a partition: one for each would cost as much as reading its page. */
export async function batchNames(origin: BatchOrigin): Promise<BatchNames> {
  const { pipeline, flow, scope, generation, partition, version } = origin;
  const common = await hash(pipeline, flow, scope, generation, partition, version);
  return (after, ordinal) => textHash(common + JSON.stringify([after, ordinal]));
}
