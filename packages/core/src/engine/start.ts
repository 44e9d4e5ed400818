import type { Checkpoint } from "../checkpoint.ts";
import type { Json } from "../json.ts";
import type { Overlap } from "../overlap-keys.ts";
import type { Partition, Window, WriteMode } from "../stream.ts";
import { addCounts, emptyTally, type Tally } from "./tally.ts";

/** How a partition begins. */
export interface Start {
  readonly state: Json | undefined;
  /** What the reading is given again from there. */
  readonly overlap: Overlap | undefined;
  readonly resuming: boolean;
  readonly window: Window;
  /** What it gave to this generation before. */
  readonly counts: Tally;
  /** What the dataset rules measured of that. */
  readonly rules: Checkpoint["rules"];
}

/** The generation that a partition is read in. */
export interface Reading {
  readonly generation: string;
  readonly mode: WriteMode;
  readonly scope: string;
  readonly window: Window;
}

/** Where to begin with a partition, or undefined when it need not be read. */
export function startOf(
  partition: Partition,
  saved: Checkpoint | undefined,
  reading: Reading,
): Start | undefined {
  const { generation, mode, scope, window } = reading;
  const counts = emptyTally();
  const fresh: Start = {
    state: undefined,
    overlap: undefined,
    resuming: false,
    window,
    counts,
    rules: undefined,
  };
  const version = partition.version ?? null;
  if (saved === undefined || saved.version !== version) return fresh;
  const mine = saved.generation === generation;
  // A version says that nothing changed since, in whichever generation; `replace` needs the rows all the same.
  const versionHolds = version !== null && scope === "" && mode !== "replace";
  if (saved.complete && (mine || versionHolds)) return undefined;
  const whole = mode === "replace" || mode === "mirror";
  if (!mine && whole) return fresh;
  if (mine) addCounts(counts, saved.counts);
  const { overlap } = saved;
  const state = saved.state ?? undefined;
  if (!saved.complete) {
    const rules = mine ? saved.rules : undefined;
    return { state, overlap, resuming: true, window: saved.window, counts, rules };
  }
  const goesOn = !whole && scope === "" && version === null;
  return goesOn ? { ...fresh, state, overlap } : fresh;
}
