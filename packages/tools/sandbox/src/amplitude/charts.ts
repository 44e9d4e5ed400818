import { hash } from "../random.ts";
import { Refusal } from "./refusal.ts";

const DAY_MS = 86_400_000;
const countries = ["United States", "Germany", "India"] as const;
const MAX_DAYS = 366;

/** A chart by day, made when it is answered. */
export interface Chart {
  readonly days: number;
  readonly cost: number;
  answer(): object;
}

export function createCharts(seed: number, now: () => number) {
  const restated = new Map<string, number>();

  const value = (day: number, salt: number): number => {
    const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
    const whole = 200 + (hash(seed, day, salt) % 800) + (restated.get(date) ?? 0);
    // Today has as much as there was until now.
    const part = Math.min(1, (now() - day * DAY_MS) / DAY_MS);
    return Math.floor(whole * Math.max(0, part));
  };
  /** @throws Refusal 400 for what is no range. */
  const daysIn = (query: URLSearchParams): number[] => {
    const [first = Number.NaN, last = Number.NaN] = ["start", "end"].map((name) => {
      const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(query.get(name) ?? "") ?? [];
      return Date.parse(`${year}-${month}-${day}`) / DAY_MS;
    });
    if (!(last >= first) || last - first >= MAX_DAYS) {
      throw new Refusal(400, "Invalid chart definition", "Invalid time range");
    }
    const days: number[] = [];
    for (let day = first; day <= last && day * DAY_MS <= now(); day += 1) days.push(day);
    return days;
  };
  const xValues = (days: readonly number[]): string[] =>
    days.map((day) => new Date(day * DAY_MS).toISOString().slice(0, 10));

  return {
    /** Late events have changed a day: so many more users. */
    restate(date: string, more: number): void {
      restated.set(date, (restated.get(date) ?? 0) + more);
    },
    users(query: URLSearchParams): Chart {
      const days = daysIn(query);
      const by = query.get("g");
      const salt = query.get("m") === "new" ? 1 : 2;
      if (by === "nowhere") {
        throw new Refusal(400, "Invalid chart definition", "Invalid user property nowhere");
      }
      const labels = by === null ? [] : countries;
      const rows = by === null ? [0] : countries.map((_, index) => index);
      return {
        days: days.length,
        cost: days.length * (by === null ? 1 : 4),
        answer: () => ({
          data: {
            series: rows.map((row) => days.map((day) => value(day, salt + row * 10))),
            seriesMeta: by === null ? [{ segmentIndex: 0 }] : labels,
            ...(by === null ? { seriesLabels: [0] } : {}),
            xValues: xValues(days),
          },
        }),
      };
    },
    sessions(query: URLSearchParams): Chart {
      const days = daysIn(query);
      return {
        days: days.length,
        cost: days.length * 4,
        answer: () => ({
          data: {
            series: [days.map((day) => value(day, 3) + 0.5)],
            seriesMeta: [{ segmentIndex: 0 }],
            xValues: xValues(days),
          },
        }),
      };
    },
  };
}
