import { hash } from "../random.ts";
import type { ObjectName } from "./objects.ts";
import type { Portal } from "./portal.ts";
import { recordWriter } from "./record-text.ts";
import type { Slot } from "./records.ts";

/** Ids of the records that a change touched. */
export interface Changed {
  readonly updated: readonly string[];
  readonly created: readonly string[];
  readonly archived: readonly string[];
}

/** A record with all its properties, in the shape of the API. */
export interface SandboxRecord {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | null>>;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly archived: boolean;
  readonly archivedAt?: string;
}

/** Looks at and changes the data behind the API, at the emulator's clock. */
export interface ChangeControls {
  /** Live records of an object now. */
  count(object: ObjectName): number;
  /** Ids of the live records now, in order. */
  ids(object: ObjectName): string[];
  /** Ids of the archived records now, in order. */
  archivedIds(object: ObjectName): string[];
  /** A record as the API would show it with every property; nothing when there is none. */
  record(object: ObjectName, id: string): SandboxRecord | undefined;
  /** Modifies records by their position (0 is the first one): some values and the modified date change. */
  touch(object: ObjectName, indexes: readonly number[]): string[];
  /** Updates, creates and archives so many records, chosen by the seed. */
  change(
    object: ObjectName,
    counts: { readonly updated?: number; readonly created?: number; readonly archived?: number },
  ): Changed;
}

/** The controls over the records of a portal. */
export function changeControls(portal: Portal): ChangeControls {
  let changes = 0;
  const liveSlots = (object: ObjectName): Slot[] => {
    const records = portal.records[object];
    return Array.from({ length: records.size }, (_, slot) => slot).filter(
      (slot) => records.archivedAt(slot) === undefined,
    );
  };

  /** Different live records, spread over all of them. */
  const choose = (object: ObjectName, count: number, taken: ReadonlySet<Slot>): Slot[] => {
    const records = portal.records[object];
    changes += 1;
    const chosen = new Set<Slot>();
    const free = records.count() - taken.size;
    let slot = hash(changes, records.size) % Math.max(records.size, 1);
    const stride = Math.max(1, Math.floor(records.size / Math.max(count, 1)));
    for (
      let tries = 0;
      chosen.size < Math.min(count, free) && tries < records.size * 3;
      tries += 1
    ) {
      if (chosen.has(slot) || taken.has(slot) || records.archivedAt(slot) !== undefined) {
        slot = (slot + 1) % records.size;
      } else {
        chosen.add(slot);
        slot = (slot + stride) % records.size;
      }
    }
    return [...chosen].toSorted((a, b) => a - b);
  };

  return {
    count: (object) => portal.records[object].count(),
    ids: (object) => liveSlots(object).map(portal.records[object].idOf),
    archivedIds: (object) => portal.records[object].archived().map(portal.records[object].idOf),
    record(object, id) {
      const slot = portal.records[object].slotOf(id);
      if (slot === undefined) return undefined;
      const properties = [...portal.catalogues[object].keys()];
      return JSON.parse(recordWriter(portal, object, { properties })(slot));
    },
    touch(object, indexes) {
      const records = portal.records[object];
      for (const index of indexes) {
        if (!Number.isInteger(index) || index < 0 || index >= records.size) {
          throw new RangeError(`There is no record ${index} among the ${records.size} ${object}.`);
        }
        records.touch(index, portal.now());
      }
      return indexes.map(records.idOf);
    },
    change(object, { updated = 0, created = 0, archived = 0 }) {
      const records = portal.records[object];
      const at = portal.now();
      const archivedSlots = choose(object, archived, new Set());
      const updatedSlots = choose(object, updated, new Set(archivedSlots));
      for (const slot of archivedSlots) records.archive(slot, at);
      for (const slot of updatedSlots) records.touch(slot, at);
      const createdSlots = Array.from({ length: created }, () => records.create(at));
      return {
        updated: updatedSlots.map(records.idOf),
        created: createdSlots.map(records.idOf),
        archived: archivedSlots.map(records.idOf),
      };
    },
  };
}
