import { hash, pick } from "../random.ts";
import { DAY_MS } from "../zone.ts";
import type { MixpanelProject } from "./project.ts";

/** A profile as `engage` gives it. */
export interface SandboxProfile {
  readonly $distinct_id: string;
  readonly $properties: Readonly<Record<string, unknown>>;
}

/** A saved group of users. */
export interface SandboxCohort {
  readonly id: number;
  readonly project_id: number;
  readonly name: string;
  readonly description: string;
  readonly count: number;
  readonly is_visible: 0 | 1;
  readonly created: string;
  readonly data_group_id: null;
}

/** The users of a project: computed from their numbers; only changes are kept. */
export interface People {
  /** Numbers of the profiles that there are, of a cohort's members where one is given. */
  numbers(cohort?: number, since?: string): number[];
  profile(number: number): SandboxProfile;
  cohorts(): SandboxCohort[];
  /** So many profiles are seen now, with a changed plan. */
  see(count: number): string[];
  add(count: number): void;
  remove(count: number): string[];
  /** So many members leave the cohort. */
  leave(cohort: number, count: number): void;
  rename(cohort: number, name: string): void;
  removeCohort(cohort: number): void;
}

const FIRST_COHORT = 1_000;
const plans = ["free", "team", "enterprise"] as const;
/** One in so many profiles is written by servers alone, and was never seen. */
const UNSEEN = 20;

export function createPeople(
  project: MixpanelProject,
  projectId: number,
  seed: number,
  now: () => number,
): People {
  const start = now();
  let size = project.profiles;
  const seen = new Map<number, number>();
  const gone = new Set<number>();
  const left = new Set<string>();
  const names = new Map<number, string>();
  const cohortsGone = new Set<number>();

  const lastSeen = (number: number): string | undefined => {
    const at = seen.get(number) ?? start - 60_000 - (hash(seed, number, 3) % (30 * DAY_MS));
    return number % UNSEEN === 7 && !seen.has(number) ? undefined : isoOf(at);
  };
  const isIn = (cohort: number, number: number): boolean =>
    hash(seed, number, cohort) % 3 === 0 && !left.has(`${cohort} ${number}`);
  const numbers = (cohort?: number, since?: string): number[] => {
    const found: number[] = [];
    for (let number = 0; number < size; number += 1) {
      if (gone.has(number)) continue;
      if (cohort !== undefined && !isIn(cohort, number)) continue;
      if (since !== undefined && (lastSeen(number) ?? "") < since) continue;
      found.push(number);
    }
    return found;
  };
  const firstOnes = (count: number): number[] => numbers().slice(0, count);
  const ids = (list: readonly number[]): string[] => list.map((number) => `user-${number}`);

  return {
    numbers,
    profile(number) {
      const $last_seen = lastSeen(number);
      return {
        $distinct_id: `user-${number}`,
        $properties: {
          $email: `user${number}@example.com`,
          $first_name: "User",
          $last_name: `No. ${number}`,
          $created: isoOf(start - 40 * DAY_MS + number * 1_000),
          ...($last_seen === undefined ? {} : { $last_seen }),
          plan: seen.has(number) ? "changed" : pick(plans, number),
          visits: hash(seed, number, 5) % 400,
          favourites: ["Books", "Pens"],
        },
      };
    },
    cohorts() {
      const all = Array.from({ length: project.cohorts }, (_, index) => FIRST_COHORT + index);
      return all
        .filter((id) => !cohortsGone.has(id))
        .map((id): SandboxCohort => ({
          count: numbers(id).length,
          is_visible: id % 2 === 0 ? 1 : 0,
          description: "Invented.",
          created: isoOf(start - 100 * DAY_MS).replace("T", " "),
          project_id: projectId,
          id,
          name: names.get(id) ?? `Cohort ${id}`,
          data_group_id: null,
        }));
    },
    see(count) {
      const chosen = firstOnes(count);
      for (const number of chosen) seen.set(number, now());
      return ids(chosen);
    },
    add(count) {
      for (let index = 0; index < count; index += 1) seen.set(size + index, now());
      size += count;
    },
    remove(count) {
      const chosen = firstOnes(count);
      for (const number of chosen) gone.add(number);
      return ids(chosen);
    },
    leave(cohort, count) {
      for (const number of numbers(cohort).slice(0, count)) left.add(`${cohort} ${number}`);
    },
    rename(cohort, name) {
      names.set(cohort, name);
    },
    removeCohort(cohort) {
      cohortsGone.add(cohort);
    },
  };
}

/** Mixpanel names no zone. */
function isoOf(at: number): string {
  return new Date(at).toISOString().slice(0, 19);
}
