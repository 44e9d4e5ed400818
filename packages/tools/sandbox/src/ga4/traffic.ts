import { hash } from "../random.ts";

/**
 * Traffic is made of atoms: so many on each day, each with a place on every facet and a few counts. A report groups
 * atoms, so that sums agree whichever way they are cut. 11, 7, 13 and 5 share no divisor, therefore no two atoms of a day
 * have the same source, device, place and page.
 */
export const facetSizes = {
  source: 12,
  firstSource: 11,
  device: 7,
  geo: 13,
  event: 9,
  user: 12,
  hour: 24,
  minute: 60,
} as const;
const SOURCES = 11;
/** The source of an atom whose session is not attributed yet. */
export const UNATTRIBUTED = 11;
const PAGES_PER_BLOCK = 5;
const ATOMS_PER_BLOCK = 1001;

/** A way to look at an atom. `range` and `day` count from the first one of the request. */
export type Facet = keyof typeof facetSizes | "page" | "day" | "range";

/** Pages that so many atoms a day spread over. */
export const pageCount = (atomsPerDay: number): number =>
  Math.ceil(atomsPerDay / ATOMS_PER_BLOCK) * PAGES_PER_BLOCK;

/** What an atom counts. Money is in cents and time in quarters of a second, so that sums are exact. */
export const columns = [
  "sessions",
  "engagedSessions",
  "users",
  "newUsers",
  "views",
  "events",
  "quarterSeconds",
  "keyEvents",
  "purchases",
  "cents",
  "items",
  "adClicks",
  "adImpressions",
  "adCents",
] as const;

/** A count of an atom. */
export type Column = (typeof columns)[number];

/** One day of a property's traffic. */
export interface Day {
  /** Seed of the property and the day. */
  readonly seed: number;
  /** How often Google has processed the day again. */
  readonly generation: number;
  /** Whether sessions of the day may still lack their source. */
  readonly fresh: boolean;
  /** Hours that have begun; later atoms are not there yet. */
  readonly hours: number;
}

/** Whether a day has the atom: later hours have not come, and processing again removes some. */
export function exists(day: Day, atom: number): boolean {
  if (day.hours < facetSizes.hour && place(day, atom, "hour") >= day.hours) return false;
  return day.generation === 0 || hash(day.seed, atom, 700 + day.generation) % 19 !== 0;
}

/** The place of an atom on a facet. */
export function place(day: Day, atom: number, facet: Exclude<Facet, "day" | "range">): number {
  switch (facet) {
    case "source":
      return day.fresh && day.generation === 0 && atom % 16 === 5 ? UNATTRIBUTED : atom % SOURCES;
    case "firstSource":
      return (atom * 3 + 1) % SOURCES;
    case "device":
      return atom % facetSizes.device;
    case "geo":
      return atom % facetSizes.geo;
    case "page":
      return Math.floor(atom / ATOMS_PER_BLOCK) * PAGES_PER_BLOCK + (atom % PAGES_PER_BLOCK);
    case "event":
      return atom % facetSizes.event;
    case "user":
      return hash(day.seed, atom, 2) % facetSizes.user;
    case "hour":
      return hash(day.seed, atom, 3) % facetSizes.hour;
    case "minute":
      return hash(day.seed, atom, 4) % facetSizes.minute;
  }
}

/** Sources that cost money. */
export const isPaid = (source: number): boolean => source === 2 || source === 3 || source === 7;

/** Writes the counts of an atom, in the order of `columns`. Each processing changes a third of the atoms. */
export function count(day: Day, atom: number, into: Float64Array): void {
  let changed = day.generation;
  while (changed > 0 && hash(day.seed, atom, 800 + changed) % 3 !== 0) changed -= 1;
  const a = hash(day.seed, atom, 10 + changed);
  const b = hash(a, atom, 5);
  const level = a % 100;
  const sessions = 1 + Math.floor((level * level) / 400) + (atom % 97 === 0 ? 200 : 0);
  const engaged = Math.floor((sessions * (30 + (b % 60))) / 100);
  const users = Math.ceil((sessions * (60 + ((b >>> 6) % 40))) / 100);
  const purchases = b % 6 === 0 ? 1 + ((b >>> 9) % 3) : 0;
  const paid = isPaid(atom % SOURCES) ? 1 : 0;
  into[0] = sessions;
  into[1] = engaged;
  into[2] = users;
  into[3] = Math.floor((users * ((b >>> 12) % 60)) / 100);
  into[4] = sessions + ((a >>> 8) % (3 * sessions));
  into[5] = 3 * sessions + ((a >>> 8) % (3 * sessions)) * 2;
  into[6] = engaged * (80 + ((a >>> 16) % 700));
  into[7] = purchases + (b % 5 === 0 ? 1 : 0);
  into[8] = purchases;
  into[9] = purchases * (999 + ((b >>> 4) % 20_000));
  into[10] = purchases * (1 + ((b >>> 20) % 3));
  into[11] = paid * (sessions + 3);
  into[12] = paid * (sessions + 3) * 40;
  into[13] = paid * (sessions + 3) * (12 + (b % 90));
}
