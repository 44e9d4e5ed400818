import { eventNames, type Events } from "./events.ts";
import { daysIn, namesIn } from "./export.ts";
import { dayText } from "./project.ts";
import { Refusal } from "./refusal.ts";

/** Saved funnels: any two events in a row. */
export const savedFunnels = [
  { funnel_id: 7509, name: "Signup funnel", steps: ["Viewed page", "Signed up"] },
  { funnel_id: 9070, name: "Purchases", steps: ["Added to cart", "Purchased"] },
] as const;

/** The saved report that there is. */
const SAVED_REPORT = "9999999";
/** So many days it takes until all users of a day are through a funnel. */
const FUNNEL_DAYS = 14;

type Query = URLSearchParams;

/** Answers of the reports, counted from the project's events. */
export function createReports(events: Events, today: () => number) {
  /** Counts by day and segment, only of days that have any. */
  const count = (
    query: Query,
    segmentOf: (event: string, properties: Readonly<Record<string, unknown>>) => string | undefined,
  ): { series: string[]; values: Record<string, Record<string, number>> } => {
    const [first, last] = daysIn(query);
    if (last > today()) throw new Refusal(400, "to_date cannot be later than today");
    const type = query.get("type") ?? "general";
    const unit = query.get("unit") ?? "day";
    const users = new Map<string, Set<unknown>>();
    const values: Record<string, Record<string, number>> = {};
    const series = new Set<string>();
    for (let day = first; day <= last; day += 1) {
      const date = startOf(unit, day);
      series.add(date);
      for (const { event, properties } of events.of(day)) {
        const segment = segmentOf(event, properties);
        if (segment === undefined) continue;
        const dates = (values[segment] ??= {});
        if (type === "general") {
          dates[date] = (dates[date] ?? 0) + 1;
          continue;
        }
        const key = `${segment} ${date}`;
        const known = users.get(key) ?? new Set();
        users.set(key, known.add(properties["distinct_id"]));
        dates[date] = known.size;
      }
    }
    // Mixpanel does not sort them.
    return { series: [...series].toReversed(), values };
  };

  return {
    events(query: Query): object {
      const names = namesIn(query.get("event"));
      if (names === undefined) throw new Refusal(400, "event is required");
      needs(query, ["type", "unit"]);
      const data = count(query, (event) => (names.has(event) ? event : undefined));
      return { data, legend_size: Object.keys(data.values).length };
    },
    segmentation(query: Query): object {
      needs(query, ["event"]);
      if (query.get("unit") === "week") throw new Refusal(400, "unit is not valid");
      const on = query.get("on");
      const property = on === null ? undefined : /^properties\["([^"]+)"\]$/.exec(on)?.[1];
      if (on !== null && property === undefined) throw new Refusal(400, "on is no expression");
      const asked = query.get("event");
      const data = count(query, (event, properties) =>
        event !== asked ? undefined : property === undefined ? event : String(properties[property]),
      );
      return { data, legend_size: Object.keys(data.values).length };
    },
    retention(query: Query): object {
      const born = query.get("born_event");
      if ((query.get("retention_type") ?? "birth") === "birth" && born === null) {
        throw new Refusal(400, "born_event is required when retention_type is birth");
      }
      const unit = query.get("unit") ?? "day";
      const intervals = Number(query.get("interval_count") ?? "1");
      const { series, values } = count(withType(query, "unique"), (event) =>
        born === null || event === born ? "born" : undefined,
      );
      const length = unit === "day" ? 1 : unit === "week" ? 7 : 31;
      return Object.fromEntries(
        series.map((date) => {
          const first = values["born"]?.[date] ?? 0;
          const age = today() - Date.parse(date) / 86_400_000;
          const counts = Array.from({ length: intervals + 1 }, (_, index) =>
            index * length > age ? 0 : Math.floor(first / (index + 1)),
          );
          return [date, { counts, first }];
        }),
      );
    },
    funnel(query: Query): object {
      const funnel = savedFunnels.find(
        ({ funnel_id }) => String(funnel_id) === query.get("funnel_id"),
      );
      if (funnel === undefined) throw new Refusal(404, "Funnel not found");
      const { series, values } = count(withType(query, "unique"), (event) =>
        funnel.steps.some((step) => step === event) ? event : undefined,
      );
      const [start, goal] = funnel.steps;
      const data = series.map((date) => {
        const began = values[start]?.[date] ?? 0;
        const age = today() - Date.parse(date) / 86_400_000;
        const through = Math.floor((began * Math.min(FUNNEL_DAYS, age + 1)) / FUNNEL_DAYS / 2);
        const ratio = began === 0 ? 0 : through / began;
        return [
          date,
          {
            steps: [stepOf(start, began, null, 1, 1), stepOf(goal, through, 133, ratio, ratio)],
            analysis: { completion: through, starting_amount: began, steps: 2, worst: 1 },
          },
        ];
      });
      return { meta: { dates: series }, data: Object.fromEntries(data) };
    },
    insights(query: Query, offset: string): object {
      if (query.get("bookmark_id") !== SAVED_REPORT) throw new Refusal(404, "Report not found");
      const [first, last] = [dayText(today() - 6), dayText(today())];
      const dates = new URLSearchParams({ from_date: first, to_date: last });
      const { values } = count(dates, (event) => event);
      const at = (date: string): string => `${date}T00:00:00${offset}`;
      return {
        computed_at: `${last}T00:00:00.000000+00:00`,
        date_range: { from_date: at(first), to_date: at(last) },
        headers: ["$event"],
        series: Object.fromEntries(
          Object.entries(values).map(([name, counts]) => [
            name,
            Object.fromEntries(Object.entries(counts).map(([date, value]) => [at(date), value])),
          ]),
        ),
      };
    },
    names: (): readonly string[] => eventNames,
  };
}

function stepOf(
  event: string,
  count: number,
  seconds: number | null,
  step: number,
  overall: number,
) {
  return {
    count,
    avg_time: seconds,
    avg_time_from_start: seconds,
    step_conv_ratio: step,
    goal: event,
    overall_conv_ratio: overall,
    event,
  };
}

function withType(query: Query, type: string): Query {
  const changed = new URLSearchParams(query);
  changed.set("type", type);
  return changed;
}

function needs(query: Query, names: readonly string[]): void {
  const missing = names.find((name) => query.get(name) === null);
  if (missing !== undefined) throw new Refusal(400, `${missing} is required`);
}

function startOf(unit: string, day: number): string {
  if (unit === "month") return `${dayText(day).slice(0, 7)}-01`;
  // 1970-01-01 was a Thursday; weeks begin on Monday.
  return dayText(unit === "week" ? day - ((day + 3) % 7) : day);
}
