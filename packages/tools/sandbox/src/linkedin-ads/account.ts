import { DAY_MS } from "../zone.ts";
import { createTable, type Table } from "./table.ts";

/** A list of an ad account. */
export type AdAccountList =
  | "users"
  | "groups"
  | "campaigns"
  | "creatives"
  | "conversions"
  | "forms"
  | "leads";

const kinds: readonly AdAccountList[] = [
  "users",
  "groups",
  "campaigns",
  "creatives",
  "conversions",
  "forms",
  "leads",
];

/** How long each list is. */
export type AdAccountSizes = Readonly<Record<AdAccountList, number>>;

export const defaultSizes: AdAccountSizes = {
  users: 4,
  groups: 4,
  campaigns: 24,
  creatives: 60,
  conversions: 5,
  forms: 3,
  leads: 80,
};

/** One ad account, whose records are computed from their numbers. */
export interface Account {
  readonly id: number;
  readonly index: number;
  readonly tables: Readonly<Record<AdAccountList, Table>>;
  /** When the emulator began, epoch ms: nothing invented is newer. */
  readonly start: number;
}

const FIRST_ACCOUNT = 508_720_451;

/** Numbers of one kind in one account begin here, so that no two accounts share any. */
const firsts: Readonly<Record<AdAccountList, number>> = {
  users: 0,
  groups: 616_471_656,
  campaigns: 252_074_216,
  creatives: 287_513_206,
  conversions: 13_703_588,
  forms: 7_992_706,
  leads: 0,
};
const ROOM = 1_000_000;

export function createAccount(index: number, sizes: AdAccountSizes, now: () => number): Account {
  const tables = Object.fromEntries(kinds.map((kind) => [kind, createTable(sizes[kind], now)]));
  return {
    id: FIRST_ACCOUNT + index,
    index,
    // Object.fromEntries forgets the names of the keys.
    tables: tables as Record<AdAccountList, Table>,
    start: now(),
  };
}

/** The id of a record by its number. */
export function idOf(account: Account, kind: AdAccountList, number: number): number {
  return firsts[kind] + account.index * ROOM + number;
}

/** The number of a record by its id, and whether the account has it. */
export function numberOf(account: Account, kind: AdAccountList, id: number): number | undefined {
  const number = id - firsts[kind] - account.index * ROOM;
  return account.tables[kind].numbers().includes(number) ? number : undefined;
}

/** When a record was made and changed last. */
export function timesOf(account: Account, kind: AdAccountList, number: number) {
  const change = account.tables[kind].changeOf(number);
  // Newer ones have greater numbers; a minute apart, and a second for what is many.
  const created = change?.created ? change.at : account.start - 300 * DAY_MS + number * 61_000;
  const lastModified = change?.at ?? created + (number % 7) * DAY_MS;
  return { created, lastModified };
}

/** The campaign of a creative, the group of a campaign. */
export function parentOf(account: Account, kind: "groups" | "campaigns", number: number): number {
  const { length } = account.tables[kind].numbers();
  return number % Math.max(1, length);
}

/** When a campaign runs, epoch ms: every third one has ended long ago. */
export function scheduleOf(account: Account, campaign: number) {
  const start = account.start - 200 * DAY_MS - (campaign % 30) * DAY_MS;
  return campaign % 3 === 2 ? { start, end: start + 60 * DAY_MS } : { start };
}
