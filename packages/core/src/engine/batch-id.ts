import type { Json } from "../json.ts";
import { hash } from "./hash.ts";

/** What a batch's id is made of (DL-6): a batch that is written again gets the same one, no other ever does. */
export interface BatchOrigin {
  readonly pipeline: string;
  readonly flow: string;
  readonly scope: string;
  readonly generation: string;
  readonly partition: string;
  readonly version: string | null;
}

/** `after`: the checkpoint before the batch. `ordinal`: its number since that checkpoint. */
export function batchId(origin: BatchOrigin, after: Json, ordinal: number): Promise<string> {
  const { pipeline, flow, scope, generation, partition, version } = origin;
  return hash(pipeline, flow, scope, generation, partition, version, after, ordinal);
}
