import { fraction, hash, textHash } from "../random.ts";
import { bucketsOf, DAY_MS, day, nextBucket, type TimeRange } from "./time-range.ts";

/** Below it nothing is told. */
const THRESHOLD = 2;

/** How often something was searched for, in no unit. */
export interface Searches {
  /** Of a keyword in a place, over the bucket that begins at this instant. */
  volume(of: Subject, at: number): number;
  /** From this day on a keyword is searched for so many times as often. */
  restate(keyword: string, fromDay: string, factor: number): void;
}

/** What is searched for, and where. */
export interface Subject {
  readonly keyword: string;
  readonly geo: string;
  readonly property: string;
  readonly category: number;
}

/** Invented searches: seasons, weekdays, chance, and a sample that is another one each day. */
export function createSearches(seed: number, now: () => number): Searches {
  const changes: { keyword: string; from: number; factor: number }[] = [];
  return {
    volume({ keyword, geo, property, category }, at) {
      const who = textHash(`${keyword}|${geo}|${property}|${category}`);
      // Keywords differ by a factor of some hundreds.
      const size = 5 * Math.exp(5 * fraction(hash(seed, textHash(keyword), 1)));
      const place = 0.5 + fraction(hash(seed, who, 2));
      const year = 1 + 0.3 * Math.sin((2 * Math.PI * at) / (365 * DAY_MS) + (who % 7));
      const weekday = 1 + 0.1 * (Math.floor(at / DAY_MS) % 7 >= 5 ? 1 : 0);
      const chance = 0.85 + 0.3 * fraction(hash(seed ^ who, Math.floor(at / 60_000), 3));
      const sample = 0.97 + 0.06 * fraction(hash(who, Math.floor(now() / DAY_MS), at / 60_000));
      const changed = changes
        .filter((change) => change.keyword === keyword && change.from <= at)
        .reduce((product, { factor }) => product * factor, 1);
      return size * place * year * weekday * chance * sample * changed;
    },
    restate(keyword, fromDay, factor) {
      changes.push({ keyword, from: Date.parse(fromDay), factor });
    },
  };
}

/** A value as the site shows it. */
export interface Shown {
  readonly value: number;
  readonly formattedValue: string;
  readonly hasData: boolean;
}

/** On a scale whose end is the greatest of all. */
export function show(volume: number, greatest: number): Shown {
  const hasData = volume >= THRESHOLD;
  const value = hasData && greatest > 0 ? Math.round((100 * volume) / greatest) : 0;
  const formattedValue = hasData && value === 0 ? "<1" : String(value);
  return { value, formattedValue, hasData };
}

/** The buckets of a range with the volume of each subject. */
export function timeline(
  searches: Searches,
  range: TimeRange,
  subjects: readonly Subject[],
): { readonly at: number; readonly isPartial: boolean; readonly volumes: readonly number[] }[] {
  return bucketsOf(range).map((at) => ({
    at,
    isPartial: nextBucket(at, range.resolution) > range.to,
    volumes: subjects.map((subject) => searches.volume(subject, at)),
  }));
}

/** The mean over the days of a range, some of them. */
export function meanVolume(searches: Searches, { from, to }: TimeRange, subject: Subject): number {
  const step = Math.max(DAY_MS, Math.floor((to - from) / 10 / DAY_MS) * DAY_MS);
  let sum = 0;
  let count = 0;
  for (let at = Date.parse(day(from)); at < to; at += step, count++) {
    sum += searches.volume(subject, at);
  }
  return sum / count;
}
