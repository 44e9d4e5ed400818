import type { Counts } from "./counts.ts";
import type { Json } from "./json.ts";
import type { Overlap } from "./overlap-keys.ts";
import type { Window } from "./stream.ts";

/**
 * The saved position of one partition, identified by pipeline, flow, scope and partition. The partition `""` is the
 * mark of the whole flow.
 */
export interface Checkpoint {
  readonly v: 1;
  readonly pipeline: string;
  readonly flow: string;
  /**
   * `""`, or the explicit window of a backfill as it was asked for (`from/to`, an open side empty), which never touches
   * the ordinary checkpoints.
   */
  readonly scope: string;
  readonly partition: string;
  /** The connector's own; opaque to the engine. */
  readonly state: Json;
  /** What an `append` that goes on from `state` will be given again. */
  readonly overlap?: Overlap | undefined;
  /** The partition was read to its end in `generation` (under `version`). */
  readonly complete: boolean;
  readonly version: string | null;
  readonly generation: string;
  readonly window: Window;
  /** What this partition gave to the generation so far, so that books survive a kill. The mark: of the generation. */
  readonly counts: Counts;
  /**
   * By rule name, what the dataset rules measured of this partition in `generation`. The mark: of the last generation whose end
   * was accepted, to compare with.
   */
  readonly rules?: Readonly<Record<string, Json>> | undefined;
  /** Counts commits, not pages: it is given out at the commit. */
  readonly seq: number;
  readonly fence: number;
  readonly configHash: string;
  readonly run: string;
  /** ISO-8601 UTC. */
  readonly savedAt: string;
}

/** Whether a value read from a store is a checkpoint of this version (CP-3). */
export function isCheckpoint(value: unknown): value is Checkpoint {
  if (typeof value !== "object" || value === null) return false;
  const field = (name: string): unknown => Reflect.get(value, name);
  return (
    field("v") === 1 &&
    ["pipeline", "flow", "scope", "partition", "generation"].every(
      (name) => typeof field(name) === "string",
    ) &&
    ["seq", "fence"].every((name) => Number.isSafeInteger(field(name))) &&
    typeof field("complete") === "boolean"
  );
}
