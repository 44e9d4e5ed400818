import type { Checkpoint, Json } from "@brain/core";
import { parseCheckpoint } from "./parse-checkpoint.ts";
import { createJournal, type Fold, type Journal } from "./journal.ts";
import type { FileSystem } from "./file-system.ts";

/** The checkpoints of one flow, as its journal has them. */
export interface FlowJournal {
  readonly journal: Journal;
  /** By scope and partition, see {@link placeOf}. */
  readonly live: ReadonlyMap<string, Checkpoint>;
}

export function createFlowJournal(fileSystem: FileSystem, path: string): FlowJournal {
  const live = new Map<string, Checkpoint>();
  const fold: Fold = {
    clear: () => live.clear(),
    apply(entry) {
      const { save, remove } = entryOf(entry);
      for (const place of remove) live.delete(String(place));
      for (const value of save) {
        const checkpoint = parseCheckpoint(value);
        live.set(placeOf(checkpoint), checkpoint);
      }
    },
    *entries() {
      for (const checkpoint of live.values()) yield saveEntry([checkpoint]);
    },
  };
  return { journal: createJournal(fileSystem, path, fold), live };
}

export function saveEntry(checkpoints: readonly Checkpoint[]): Json {
  // A checkpoint is made of JSON, but an interface has no index signature.
  return { save: checkpoints as unknown as Json };
}

export function removeEntry(places: readonly string[]): Json {
  return { remove: places };
}

/** Names may hold any character: no separator would be safe. */
export function placeOf({ scope, partition }: Pick<Checkpoint, "scope" | "partition">): string {
  return JSON.stringify([scope, partition]);
}

function entryOf(entry: Json): {
  readonly save: readonly unknown[];
  readonly remove: readonly unknown[];
} {
  if (typeof entry !== "object" || entry === null) throw new TypeError("an entry is an object");
  const listOf = (name: string): readonly unknown[] => {
    const list: unknown = Reflect.get(entry, name);
    return Array.isArray(list) ? list : [];
  };
  return { save: listOf("save"), remove: listOf("remove") };
}
