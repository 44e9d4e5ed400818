import { createRollingWindow } from "../rolling-window.ts";
import { HOUR_MS } from "./project.ts";
import { Refusal } from "./refusal.ts";

/** What a project may ask for. */
export interface AmplitudeLimits {
  /** Requests under way at once. Default 5. */
  readonly concurrent: number;
  /** What charts may cost in five minutes. Default 1000. */
  readonly costPer5Minutes: number;
  /** What charts may cost in an hour. Default 108000. */
  readonly costPerHour: number;
  /** Cohorts asked for in ten minutes. Default 60. */
  readonly cohortsPer10Minutes: number;
  /** Cohorts asked for in thirty days. Default 500. */
  readonly cohortsPerMonth: number;
}

const VENDOR: AmplitudeLimits = {
  concurrent: 5,
  costPer5Minutes: 1_000,
  costPerHour: 108_000,
  cohortsPer10Minutes: 60,
  cohortsPerMonth: 500,
};

/** Counts requests and refuses those above the limits; no answer tells what is left. */
export function createLimiter(
  limits: "vendor" | "off" | Partial<AmplitudeLimits>,
  now: () => number,
) {
  const limit = { ...VENDOR, ...(typeof limits === "string" ? {} : limits) };
  const charts = [
    { window: createRollingWindow(HOUR_MS / 12), most: limit.costPer5Minutes, name: "5 minutes" },
    { window: createRollingWindow(HOUR_MS), most: limit.costPerHour, name: "hour" },
  ];
  const cohorts = [
    {
      window: createRollingWindow(HOUR_MS / 6),
      most: limit.cohortsPer10Minutes,
      name: "10 minutes",
    },
    { window: createRollingWindow(720 * HOUR_MS), most: limit.cohortsPerMonth, name: "month" },
  ];
  let running = 0;

  const spend = (windows: typeof charts, cost: number, of: string): void => {
    if (limits === "off") return;
    const at = now();
    const full = windows.find(({ window, most }) => window.used(at) + cost > most);
    if (full !== undefined) {
      throw new Refusal(429, `Exceeded the limit of ${full.most} ${of} per ${full.name}`);
    }
    for (const { window } of windows) for (let index = 0; index < cost; index += 1) window.add(at);
  };
  return {
    /** @throws Refusal 429. What it gives ends the request. */
    begin(): () => void {
      if (limits === "off") return () => undefined;
      if (running >= limit.concurrent) {
        throw new Refusal(429, `Exceeded the limit of ${limit.concurrent} concurrent requests`);
      }
      running += 1;
      return () => {
        running -= 1;
      };
    },
    /** @throws Refusal 429 */
    chart: (cost: number): void => spend(charts, cost, "query cost"),
    /** @throws Refusal 429 */
    cohort: (): void => spend(cohorts, 1, "cohort requests"),
  };
}
