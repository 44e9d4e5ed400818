import { fraction, hash, pick } from "../random.ts";
import { DAY_MS } from "../zone.ts";
import { dayNumber, dayText, wallClock, type MixpanelProject } from "./project.ts";

/** An event as the export writes it, `time` in milliseconds. */
export interface SandboxEvent {
  readonly event: string;
  readonly properties: Readonly<Record<string, unknown>> & {
    readonly time: number;
    readonly distinct_id: string;
    readonly $insert_id: string;
    readonly mp_processing_time_ms: number;
  };
}

export const eventNames = [
  "Signed up",
  "Viewed page",
  "Added to cart",
  "Purchased",
  "Logged in",
] as const;
const browsers = ["Chrome", "Firefox", "Safari"] as const;
const plans = ["free", "team", "enterprise"] as const;
/** A name of a property in two spellings, text with a line separator of Unicode, and an empty one. */
const titles = ["Home", "Preise\u2028und mehr", "Über uns", ""] as const;
const DUPLICATES = 97;
const LATE = 31;
const MAX_LATE_DAYS = 3;

/** The events of a project: computed from day and number, so that any size costs no memory. */
export interface Events {
  /** Those of a day that have arrived by now, in the order of their numbers; duplicates and older versions too. */
  of(day: number): Generator<SandboxEvent>;
  /** Gives so many of a day's events a newer version: both are exported from now on. */
  restate(day: string, count: number): void;
  /** So many more events of a day, which arrive now. */
  arriveLate(day: string, count: number): void;
}

export function createEvents(project: MixpanelProject, seed: number, now: () => number): Events {
  const { eventsPerDay, firstDay, timeZone, timeIsProjectLocal } = project;
  const first = dayNumber(firstDay);
  const restated = new Map<number, { count: number; at: number }>();
  const late = new Map<number, { count: number; at: number }[]>();
  const wall = (at: number): number => (timeIsProjectLocal ? wallClock(timeZone, at) : at);

  const make = (day: number, number: number): SandboxEvent => {
    const hashed = hash(seed, day, number);
    const event = pick(eventNames, hash(seed, day, number + 1_000_003));
    const time = day * DAY_MS + Math.floor(((number + fraction(hashed)) / eventsPerDay) * DAY_MS);
    const user = hash(seed, hashed, 7) % project.profiles;
    const lagMs =
      number % LATE === 5
        ? fraction(hash(seed, hashed, 9)) * MAX_LATE_DAYS * DAY_MS
        : hashed % 5_000;
    return {
      event,
      properties: {
        time,
        distinct_id: `user-${user}`,
        $insert_id: `${day.toString(36)}-${number.toString(36)}-${hashed.toString(36)}`,
        mp_processing_time_ms: Math.floor(time - (wall(now()) - now()) + lagMs),
        $browser: pick(browsers, hashed),
        $city: "Nowhere",
        $current_url: `https://shop.example/${hashed % 50}`,
        plan: pick(plans, user),
        title: pick(titles, hashed),
        userName: `User ${user}`,
        username: `user${user}`,
        ...(event === "Signed up" ? { $email: `user${user}@example.com` } : {}),
        ...(event === "Purchased"
          ? { amount: (hashed % 10_000) / 100, items: ["Book", "Pen"] }
          : {}),
      },
    };
  };

  function* of(day: number): Generator<SandboxEvent> {
    const wallNow = wall(now());
    if (day < first || day * DAY_MS > wallNow) return;
    const versions = restated.get(day);
    for (let number = 0; number < eventsPerDay; number += 1) {
      const event = make(day, number);
      if (event.properties.time > wallNow || event.properties.mp_processing_time_ms > now())
        continue;
      const newer = versions !== undefined && number < versions.count;
      // The newer version first: whoever lets the last one win has the old one.
      if (newer) yield changed(event, { plan: "restated", mp_processing_time_ms: versions.at });
      yield event;
      if (number % DUPLICATES === 3) yield event;
    }
    let extra = eventsPerDay;
    for (const { count, at } of late.get(day) ?? []) {
      for (let index = 0; index < count; index += 1) {
        const event = make(day, extra++ % eventsPerDay);
        const $insert_id = `late-${day}-${extra}`;
        yield changed(event, { $insert_id, mp_processing_time_ms: at });
      }
    }
  }

  return {
    of,
    restate(day, count) {
      restated.set(dayNumber(day), { count, at: Math.floor(now()) });
    },
    arriveLate(day, count) {
      const number = dayNumber(day);
      late.set(number, [...(late.get(number) ?? []), { count, at: Math.floor(now()) }]);
    },
  };
}

function changed(event: SandboxEvent, changes: object): SandboxEvent {
  return { ...event, properties: { ...event.properties, ...changes } };
}

/** What the project really holds of these days: of each event its latest version, once. */
export function latestOf(events: Events, from: string, to: string): SandboxEvent[] {
  const found = new Map<string, SandboxEvent>();
  for (let day = dayNumber(from); day <= dayNumber(to); day += 1) {
    for (const one of events.of(day)) {
      const { distinct_id: who, time, $insert_id, mp_processing_time_ms: at } = one.properties;
      const key = JSON.stringify([one.event, who, time, $insert_id, dayText(day)]);
      const known = found.get(key);
      if (known === undefined || known.properties.mp_processing_time_ms < at) found.set(key, one);
    }
  }
  return [...found.values()];
}
