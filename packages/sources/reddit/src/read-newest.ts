import type { Page, ReadContext } from "@brain/core";
import { tokenGuard } from "@brain/http";
import type { RedditClient } from "./client.ts";
import { BATCH_IDS, CAP_SUSPECTED } from "./limits.ts";
import { beginAt, fresh, remember, type NewestState, type Reading } from "./newest-state.ts";
import { isTombstone } from "./records.ts";
import { createdMs, fullnameOf, type Listing, type Thing } from "./things.ts";
import { tellUnreadable } from "./unreadable.ts";

type Context = Pick<
  ReadContext<RedditClient, NewestState, unknown>,
  "client" | "clock" | "emit" | "state" | "resuming" | "window"
>;

/** What is read newest first, and how. */
export interface Newest<T> {
  /** In words, for a warning. */
  readonly of: string;
  /** Newest things first. */
  readonly listing: Listing;
  /** Listings that reach further back than the first one, which ended at its cap with a thing made then (epoch ms). */
  deeper?(oldest: number): readonly Listing[];
  /** Things in a listing from which on its end may be a cap. */
  readonly suspected?: number | undefined;
  readonly lookbackDays: number;
  /** Whether things that were there and are listed no more are asked after. */
  readonly rechecks: boolean;
  isWanted(thing: Thing): boolean;
  toRecord(thing: Thing): T;
  /** What names the row of a thing that is gone. */
  toDelete?(fullname: string): Partial<T>;
}

/** Things made in the window, or since the last run less the lookback; then those are looked for that are listed no more. */
export async function* readNewest<T extends object>(
  context: Context,
  newest: Newest<T>,
): AsyncGenerator<Page<T, NewestState>> {
  const { clock, state, resuming, window } = context;
  const { lookbackDays, rechecks } = newest;
  let at = beginAt(state, resuming, window, lookbackDays);
  const to = new Date(window.to).toISOString();

  if (at.phase === "list") {
    for await (const page of readListings(context, newest, fresh(at, clock.now()))) {
      if (page === "unreadable") {
        // As it was: what has been read stays, and is read on when the subreddit opens again.
        if (state !== undefined) yield { records: [], checkpoint: state };
        return;
      }
      yield page.page;
      at = page.next;
    }
  }
  let { known, seen } = at;
  if (rechecks) {
    const missed = Object.keys(known).filter((name) => !Object.hasOwn(seen, name));
    for (let from = 0; from < missed.length; from += BATCH_IDS) {
      const asked = missed.slice(from, from + BATCH_IDS);
      const found = await context.client.info(asked);
      const alive = found.filter((thing) => !isTombstone(thing));
      const names = new Set(alive.map(fullnameOf));
      const gone = asked.filter((name) => !names.has(name));
      const left = new Set(asked);
      known = Object.fromEntries(Object.entries(known).filter(([name]) => !left.has(name)));
      seen = { ...seen, ...madeAt(alive) };
      const { toDelete } = newest;
      const deletes = toDelete === undefined ? [] : gone.map((name) => toDelete(name));
      yield {
        records: alive.filter(newest.isWanted).map(newest.toRecord),
        checkpoint: { phase: "check", since: at.since, known, seen },
        ...(deletes.length > 0 && { deletes }),
      };
    }
  }
  const remembered = rechecks ? remember(seen, to, lookbackDays) : {};
  yield { records: [], checkpoint: { phase: "done", to, seen: remembered } };
}

/** Every listing, page after page; each with where the reading stands behind it. */
async function* readListings<T extends object>(
  { client, clock, emit, window }: Context,
  newest: Newest<T>,
  begin: Reading,
): AsyncGenerator<{ readonly page: Page<T, NewestState>; readonly next: Reading } | "unreadable"> {
  const { suspected = CAP_SUSPECTED, rechecks } = newest;
  const from = begin.since === null ? -Infinity : Date.parse(begin.since);
  const to = Date.parse(window.to);
  let at = begin;
  let guard = tokenGuard();
  for (;;) {
    const listings = [newest.listing, ...(deeperOf(newest, at) ?? [])];
    const listing = listings[at.listing];
    if (listing === undefined) return;
    const answer = await client.list(listing, at.after);
    if ("unreadable" in answer) {
      tellUnreadable(emit, newest.of, answer);
      yield "unreadable";
      return;
    }
    const { things, after } = answer;
    guard.page(after, things.length);
    const inWindow = things.filter((thing) => {
      const made = createdMs(thing);
      // What no time tells goes on, for the schema to refuse.
      return !(made < from || made >= to) && newest.isWanted(thing);
    });
    // Behind an anchor that is gone by now Reddit lists nothing: that is not its end.
    const isLost = at.after !== undefined && after === undefined && things.length === 0;
    const isFirst = at.listing === 0;
    const count = at.count + things.length;
    const isPast = isFirst && isOlder(things, from);
    const ends = after === undefined || isPast;
    const capped = at.capped || (isFirst && ends && !isPast && count >= suspected);
    if (capped && !at.capped) tellCap(emit, newest.of, count);
    const position = ends
      ? { listing: at.listing + 1, count: 0 }
      : { listing: at.listing, count, after, at: clock.now() };
    at = {
      phase: "list",
      ...position,
      since: at.since,
      known: at.known,
      seen: rechecks ? { ...at.seen, ...madeAt(inWindow) } : {},
      oldest: isFirst ? oldestOf(things, at.oldest) : at.oldest,
      capped,
    };
    if (ends) guard = tokenGuard();
    yield {
      page: {
        records: inWindow.map(newest.toRecord),
        checkpoint: at,
        ...((capped || isLost) && {
          quality: { ...(capped && { capped }), ...(isLost && { drift: true }) },
        }),
      },
      next: at,
    };
  }
}

/** Where the first listing ended at its cap, and only there. */
function deeperOf<T>(newest: Newest<T>, at: Reading): readonly Listing[] | undefined {
  if (!at.capped || at.oldest === null) return undefined;
  return newest.deeper?.(at.oldest * 1_000);
}

/** Stickied things stand in front, however old: they end nothing. */
function isOlder(things: readonly Thing[], from: number): boolean {
  const loose = things.filter(({ data }) => data["stickied"] !== true);
  return loose.length > 0 && loose.every((thing) => createdMs(thing) < from);
}

function oldestOf(things: readonly Thing[], before: number | null): number | null {
  let oldest = before;
  for (const thing of things) {
    const made = createdMs(thing) / 1_000;
    if (thing.data["stickied"] !== true && !(made >= (oldest ?? Infinity))) oldest = made;
  }
  return oldest;
}

function madeAt(things: readonly Thing[]): Record<string, number> {
  return Object.fromEntries(things.map((thing) => [fullnameOf(thing), createdMs(thing) / 1_000]));
}

function tellCap(emit: Context["emit"], of: string, count: number): void {
  emit({
    type: "warning",
    code: "results_capped",
    message: `Reddit lists no more than about 1000 things: ${of} ended after ${count}, and older ones may be missing.`,
    hint: "Run more often than so many come in. Older posts are looked for in searches and rankings; pages say `capped` in their quality.",
  });
}
