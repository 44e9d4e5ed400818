import { hash, textHash } from "../random.ts";
import { DAY_MS } from "../zone.ts";
import { parentOf, scheduleOf, type Account } from "./account.ts";

/** What one creative did on one day is made of so many parts, so that every cut adds up to the same. */
export const PARTS = 6;

/** What was restated, by day. */
export interface Restated {
  revision(day: number): number;
  /** The latest days (today included) get other numbers; some rows go, others come. */
  restate(days: number): void;
}

export function createRestated(today: () => number): Restated {
  const revisions = new Map<number, number>();
  return {
    revision: (day) => revisions.get(day) ?? 0,
    restate(days) {
      for (let day = today() - days + 1; day <= today(); day += 1) {
        revisions.set(day, (revisions.get(day) ?? 0) + 1);
      }
    },
  };
}

/** Whether a creative was shown on a day. */
export function isShown(
  account: Account,
  seed: number,
  creative: number,
  day: number,
  revision: number,
): boolean {
  const { start, end = Infinity } = scheduleOf(account, parentOf(account, "campaigns", creative));
  const at = day * DAY_MS;
  return at >= start && at < end && hash(seed, creative * 100_003 + day, revision) % 8 !== 0;
}

/** Metrics that nearly every row has. */
const usual = new Set(["impressions", "clicks", "costInLocalCurrency", "costInUsd"]);

/** A metric of one part, a whole number: amounts in millionths, ratios in hundredths. */
export function factOf(
  metric: string,
  seed: number,
  creative: number,
  day: number,
  part: number,
  revision: number,
): number {
  const mixed = hash(hash(seed, creative * 100_003 + day, revision), part, textHash(metric));
  if (metric === "impressions") return 20 + (mixed % 300);
  if (metric.startsWith("cost") && usual.has(metric)) return mixed % 9_000_000;
  if (metric === "clicks") return mixed % 9;
  // All others are zero more often than not, some in whole rows.
  return mixed % 10 === 0 ? 1 + ((mixed >>> 8) % 4) : 0;
}
