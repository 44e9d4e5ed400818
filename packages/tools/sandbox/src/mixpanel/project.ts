import { DAY_MS, localTime } from "../zone.ts";

/** How large the invented project is, and how it counts time. */
export interface MixpanelProject {
  /** Default 200. Some of them reach Mixpanel up to three days late. */
  readonly eventsPerDay: number;
  /** The day of the first event (`YYYY-MM-DD`). Default 2026-10-01. */
  readonly firstDay: string;
  /** Default 2500: pages have 1000. */
  readonly profiles: number;
  /** Default 3. */
  readonly cohorts: number;
  /** The project's time zone. Default UTC. */
  readonly timeZone: string;
  /** A project from before 2023: events carry the clock on the wall, and days are the project's. Default false. */
  readonly timeIsProjectLocal: boolean;
}

export const defaultProject: MixpanelProject = {
  eventsPerDay: 200,
  firstDay: "2026-10-01",
  profiles: 2_500,
  cohorts: 3,
  timeZone: "UTC",
  timeIsProjectLocal: false,
};

/** The number of a day since 1970-01-01; NaN for what is none. */
export const dayNumber = (day: string): number =>
  /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(day) / DAY_MS : Number.NaN;

export const dayText = (number: number): string =>
  new Date(number * DAY_MS).toISOString().slice(0, 10);

/** The clock on the wall of a time zone, counted as if it were epoch milliseconds. */
export function wallClock(timeZone: string, at: number): number {
  const { day, hour, minute } = localTime(timeZone, at);
  return day * DAY_MS + hour * 3_600_000 + minute * 60_000 + (((at % 60_000) + 60_000) % 60_000);
}
