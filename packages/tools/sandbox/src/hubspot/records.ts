import { fraction, hash, textHash } from "../random.ts";
import { firstIdAfter } from "./digits.ts";
import type { ObjectType } from "./objects.ts";

/** Where a record sits: 0 … live records and created ones, below 0 those that were archived from the start. */
export type Slot = number;

/** The facts that every property of a record is made of. */
export interface Facts {
  readonly slot: Slot;
  readonly seed: number;
  /** How often the record was changed by `touch` or `change`. */
  readonly revision: number;
  readonly id: string;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly archivedAt: number | undefined;
}

interface Change {
  readonly createdAt?: number;
  /** When each revision was made. */
  readonly times: number[];
  archivedAt?: number;
}

/** The records of one object: each is a function of seed, object and slot; only changes are kept. */
export interface Records {
  readonly type: ObjectType;
  /** Slots 0 … size - 1 are live, except those archived since. */
  readonly size: number;
  readonly initialSize: number;
  /** Live records now. */
  count(): number;
  idOf(slot: Slot): string;
  /** The slot of an id, the winner's for the id of a record that was merged away. */
  slotOf(id: string): Slot | undefined;
  /** The first slot of 0 … size whose id is greater, comparing digits as numbers. */
  firstAfter(id: string): Slot;
  createdAt(slot: Slot): number;
  modifiedAt(slot: Slot): number;
  archivedAt(slot: Slot): number | undefined;
  facts(slot: Slot, revision?: number): Facts;
  /** When each revision after the first was made. */
  revisions(slot: Slot): readonly number[];
  /** Every archived record, in the order of ids. */
  archived(): readonly Slot[];
  /** Records changed after an instant, which the search index may not know yet. */
  changedAfter(at: number): Slot[];
  /** Counts up with every change. */
  readonly version: number;
  touch(slot: Slot, at: number): void;
  archive(slot: Slot, at: number): void;
  create(at: number): Slot;
}

const FIRST_CREATED_AT = Date.UTC(2023, 0, 2, 8);
/** Each slot owns so many ids: the last is for archived records, the one before for merged ones. */
const IDS_PER_SLOT = 51;
const MERGED = 49;
const ARCHIVED = 50;
const LIVE_PER_ARCHIVED = 50;
const MERGED_EVERY = 200;

/** Options of the records of one object. */
export interface RecordsOptions {
  readonly seed: number;
  readonly size: number;
  /** How many of the first records carry one identical modified date. */
  readonly tied: number;
  /** No record is newer than this, epoch milliseconds, until it is changed. */
  readonly until: number;
}

/** Whether the record of a slot absorbed another one. */
const isMergeWinner = (slot: Slot): boolean => slot >= 0 && slot % MERGED_EVERY === 5;

/** The records of one object. */
export function createRecords(type: ObjectType, options: RecordsOptions): Records {
  const { size: initialSize, tied, until } = options;
  const seed = hash(options.seed, textHash(type.name));
  const archivedSize = Math.ceil(initialSize / LIVE_PER_ARCHIVED);
  const span = until - FIRST_CREATED_AT;
  const changes = new Map<Slot, Change>();
  let size = initialSize;
  let archivedSince = 0;
  let version = 0;
  let archivedSlots: readonly Slot[] = [];
  let archivedAtVersion = -1;

  const numberOf = (slot: Slot): number =>
    slot < 0
      ? type.firstId + (-1 - slot) * LIVE_PER_ARCHIVED * IDS_PER_SLOT + ARCHIVED
      : type.firstId + slot * IDS_PER_SLOT + (hash(seed, slot, 1) % MERGED);
  const idOf = (slot: Slot): string => `${type.idPrefix}${numberOf(slot)}`;
  const createdAt = (slot: Slot): number => {
    const position = slot < 0 ? (-1 - slot) * LIVE_PER_ARCHIVED : slot;
    return (
      changes.get(slot)?.createdAt ??
      Math.floor(FIRST_CREATED_AT + (position / Math.max(initialSize, 1)) * span * 0.98)
    );
  };
  const initiallyModifiedAt = (slot: Slot): number => {
    if (slot >= 0 && slot < tied) return until;
    const place = slot % 50;
    // A bulk edit in the vendor's interface stamps several records alike.
    const leader = place === 6 || place === 7 ? slot - place + 8 : slot;
    const created = createdAt(leader < initialSize ? leader : slot);
    return created + Math.floor(fraction(hash(seed, leader, 2)) ** 2 * (until - created));
  };
  const changeOf = (slot: Slot): Change => {
    let change = changes.get(slot);
    if (change === undefined) {
      change = { times: [] };
      changes.set(slot, change);
    }
    version += 1;
    return change;
  };
  const modifiedAt = (slot: Slot): number =>
    changes.get(slot)?.times.at(-1) ?? initiallyModifiedAt(slot);
  const archivedAt = (slot: Slot): number | undefined =>
    slot < 0 ? initiallyModifiedAt(slot) : changes.get(slot)?.archivedAt;

  return {
    type,
    initialSize,
    get size() {
      return size;
    },
    get version() {
      return version;
    },
    count: () => size - archivedSince,
    idOf,
    slotOf(id) {
      if (!/^\d+$/.test(id) || !id.startsWith(type.idPrefix)) return undefined;
      const offset = Number(id.slice(type.idPrefix.length)) - type.firstId;
      const slot = Math.floor(offset / IDS_PER_SLOT);
      if (offset < 0 || slot >= size) return undefined;
      if (offset % IDS_PER_SLOT === ARCHIVED) {
        const archived = -1 - slot / LIVE_PER_ARCHIVED;
        return Number.isInteger(archived) && -1 - archived < archivedSize ? archived : undefined;
      }
      if (offset % IDS_PER_SLOT === MERGED) return isMergeWinner(slot) ? slot : undefined;
      return idOf(slot) === id ? slot : undefined;
    },
    firstAfter: (id) => firstIdAfter(size, idOf, id),
    createdAt,
    modifiedAt,
    archivedAt,
    facts(slot, revision) {
      const times = changes.get(slot)?.times ?? [];
      return {
        slot,
        seed,
        revision: revision ?? times.length,
        id: idOf(slot),
        createdAt: createdAt(slot),
        modifiedAt: modifiedAt(slot),
        archivedAt: archivedAt(slot),
      };
    },
    revisions: (slot) => changes.get(slot)?.times ?? [],
    archived() {
      if (archivedAtVersion !== version) {
        archivedAtVersion = version;
        const initial = Array.from({ length: archivedSize }, (_, index) => -1 - index);
        const since = [...changes].flatMap(([slot, change]) =>
          change.archivedAt === undefined ? [] : [slot],
        );
        archivedSlots = [...initial, ...since].toSorted((a, b) => numberOf(a) - numberOf(b));
      }
      return archivedSlots;
    },
    changedAfter: (at) =>
      [...changes].flatMap(([slot, { times }]) => ((times.at(-1) ?? 0) > at ? [slot] : [])),
    touch(slot, at) {
      changeOf(slot).times.push(at);
    },
    archive(slot, at) {
      const change = changeOf(slot);
      if (change.archivedAt === undefined) archivedSince += 1;
      change.archivedAt = at;
      change.times.push(at);
    },
    create(at) {
      const slot = size;
      size += 1;
      version += 1;
      changes.set(slot, { createdAt: at, times: [at] });
      return slot;
    },
  };
}

/** The id that was merged into the record of a slot, if any. */
export function mergedId(type: ObjectType, slot: Slot): string | null {
  if (!isMergeWinner(slot)) return null;
  return `${type.idPrefix}${type.firstId + slot * IDS_PER_SLOT + MERGED}`;
}
