import type { Clock } from "../runtime.ts";
import type { Budget, BudgetLimit } from "./budget.ts";

/** A rolling window is counted in this many slots: what is spent is free again at most 1 % of the window too late. */
const SLOTS = 100;
/** How soon to ask again where only the end of another call can free a place. */
const POLL_MS = 5;
const PERMITS_PER_KEY = 10_000;
/** Two clocks that drift apart by more were not read at different times: the wall clock was set. */
const CLOCK_SET_MS = 1_000;

interface Slot {
  at: number;
  spent: number;
}

interface Taken {
  readonly cost: number;
  readonly at: number;
}

interface Account {
  /** By window length: what was spent, oldest first. */
  readonly windows: Map<number, Slot[]>;
  readonly permits: Map<string, Taken>;
  /** As last asked for. */
  limits: readonly BudgetLimit[];
  blockedUntil: number;
  /** The shortest call so far: a request takes at least so long to get there and back. */
  leastMs: number;
  /** The end of the vendor's period, as last told, and whether it moves along with the time. */
  toldUntil: number;
  rolling: boolean;
  vendor: { left: number; resetAt: number } | undefined;
}

/** Allowances that live as long as the process: rolling windows, and places for calls under way. */
export function memoryBudget(clock: Clock): Budget {
  const accounts = new Map<string, Account>();
  let permits = 0;
  let offsetMs = clock.now() - clock.monotonic();

  /** Vendors speak of epoch time; all that is counted here runs on, whatever happens to the wall clock (SC-3). */
  const fromEpoch = (at: number): number => {
    const measuredMs = clock.now() - clock.monotonic();
    if (Math.abs(measuredMs - offsetMs) > CLOCK_SET_MS) offsetMs = measuredMs;
    return at - offsetMs;
  };

  const accountOf = (key: string): Account => {
    let account = accounts.get(key);
    if (account === undefined) {
      account = {
        windows: new Map(),
        permits: new Map(),
        limits: [],
        blockedUntil: 0,
        leastMs: Infinity,
        toldUntil: 0,
        rolling: false,
        vendor: undefined,
      };
      accounts.set(key, account);
    }
    return account;
  };

  return {
    async take(key, limits, cost, signal) {
      signal?.throwIfAborted();
      const account = accountOf(key);
      const now = clock.monotonic();
      account.limits = limits;
      const waitMs = waitOf(account, limits, cost, now);
      if (waitMs > 0) return { granted: false, waitMs };
      for (const limit of limits) if ("perMs" in limit) spend(account, limit.perMs, cost, now);
      if (account.vendor !== undefined) account.vendor.left -= cost;
      const permit = String(++permits);
      account.permits.set(permit, { cost, at: now });
      if (account.permits.size > PERMITS_PER_KEY) forgetOldest(account.permits);
      return { granted: true, permit };
    },

    async settle(key, permit, truth) {
      const account = accountOf(key);
      const taken = account.permits.get(permit);
      account.permits.delete(permit);
      if (taken !== undefined) charge(account, taken, truth.cost ?? taken.cost, clock.monotonic());
      if (truth.left !== undefined) {
        const { requests, resetAt } = truth.left;
        believe(account, { requests, resetAt: fromEpoch(resetAt) }, clock.monotonic());
      }
      if (truth.blockedUntil !== undefined) {
        account.blockedUntil = Math.max(account.blockedUntil, fromEpoch(truth.blockedUntil));
      }
    },
  };
}

/**
 * A period whose end moves along with the time rolls: what the vendor counted and we did not was spent by others, and is
 * put into our own window, so that it comes back bit by bit, as it does in the vendor's. Any other period ends at once,
 * when the vendor says.
 */
function believe(
  account: Account,
  said: { readonly requests: number; readonly resetAt: number },
  now: number,
): void {
  const window = rollingWindow(account.limits, said.resetAt - now);
  const moved = account.toldUntil > now && said.resetAt > account.toldUntil;
  account.rolling = window !== undefined && (moved || account.rolling);
  account.toldUntil = said.resetAt;
  if (window === undefined || !account.rolling) {
    account.vendor = period(account, said, now);
    return;
  }
  account.vendor = undefined;
  const others = window.requests - said.requests - spentIn(account.windows.get(window.perMs) ?? []);
  if (others > 0) spend(account, window.perMs, others, now);
}

/** The window that is as long as the vendor's period. */
function rollingWindow(
  limits: readonly BudgetLimit[],
  periodMs: number,
): Extract<BudgetLimit, { readonly perMs: number }> | undefined {
  for (const limit of limits) {
    if ("perMs" in limit && Math.abs(limit.perMs - periodMs) <= limit.perMs / SLOTS) return limit;
  }
  return undefined;
}

/** The vendor counted without the calls that are under way now; of two answers for one period the lower one is newer. */
function period(
  account: Account,
  said: { readonly requests: number; readonly resetAt: number },
  now: number,
): { left: number; resetAt: number } {
  let underWay = 0;
  for (const permit of account.permits.values()) underWay += permit.cost;
  const left = Math.max(0, said.requests - underWay);
  const known = account.vendor;
  const samePeriod = known !== undefined && known.resetAt > now && said.resetAt <= known.resetAt;
  return samePeriod
    ? { left: Math.min(left, known.left), resetAt: known.resetAt }
    : { left, resetAt: said.resetAt };
}

function waitOf(
  account: Account,
  limits: readonly BudgetLimit[],
  cost: number,
  now: number,
): number {
  let waitMs = Math.max(0, account.blockedUntil - now);
  const { vendor } = account;
  if (vendor !== undefined && vendor.resetAt <= now) account.vendor = undefined;
  else if (vendor !== undefined && vendor.left < cost)
    waitMs = Math.max(waitMs, vendor.resetAt - now);
  for (const limit of limits) {
    const wait =
      "perMs" in limit
        ? windowWait(account.windows.get(limit.perMs) ?? [], limit, cost, now)
        : account.permits.size >= limit.atOnce
          ? POLL_MS
          : 0;
    waitMs = Math.max(waitMs, wait);
  }
  return waitMs;
}

/** Drops what has left the window, and tells how long until `cost` fits. A cost above the whole limit fits an empty window. */
function windowWait(
  slots: Slot[],
  limit: { readonly requests: number; readonly perMs: number },
  cost: number,
  now: number,
): number {
  const width = limit.perMs / SLOTS;
  while (slots[0] !== undefined && slots[0].at + limit.perMs + width <= now) slots.shift();
  let over = spentIn(slots) + Math.min(cost, limit.requests) - limit.requests;
  if (over <= 0) return 0;
  for (const slot of slots) {
    over -= slot.spent;
    if (over <= 0) return Math.max(1, slot.at + limit.perMs + width - now);
  }
  return limit.perMs;
}

function spentIn(slots: readonly Slot[]): number {
  let spent = 0;
  for (const slot of slots) spent += slot.spent;
  return spent;
}

function spend(account: Account, perMs: number, cost: number, when: number): void {
  const slots = account.windows.get(perMs) ?? [];
  account.windows.set(perMs, slots);
  const at = Math.floor(when / (perMs / SLOTS)) * (perMs / SLOTS);
  const before = slots.findLastIndex((slot) => slot.at <= at);
  const found = slots[before];
  if (found?.at === at) found.spent += cost;
  else slots.splice(before + 1, 0, { at, spent: cost });
}

/**
 * The vendor counts a request when it comes, which may be long after it was sent, and the one that takes its place may come
 * sooner. So what a call cost is charged anew for the latest time at which it can have come, less the shortest way of the
 * next: a window begun there, whatever the latency is, holds no more than the vendor's. What took longer than a window was
 * free again already.
 */
function charge(account: Account, taken: Taken, cost: number, now: number): void {
  if (cost > 0) account.leastMs = Math.min(account.leastMs, now - taken.at);
  for (const [perMs, slots] of account.windows) {
    if (cost > taken.cost) spend(account, perMs, cost - taken.cost, now);
    if (giveBack(slots, taken.cost, taken.at) && cost > 0) {
      spend(account, perMs, Math.min(cost, taken.cost), now - account.leastMs);
    }
  }
}

/** Where it was taken: anywhere else it would still be missing when the time comes at which it is free anyhow. */
function giveBack(slots: readonly Slot[], cost: number, takenAt: number): boolean {
  const slot = slots.findLast(({ at }) => at <= takenAt);
  if (slot !== undefined) slot.spent -= cost;
  return slot !== undefined;
}

function forgetOldest(permits: Map<string, unknown>): void {
  for (const permit of permits.keys()) {
    permits.delete(permit);
    return;
  }
}
