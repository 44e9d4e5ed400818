import { Refusal } from "./refusal.ts";

/** The limits that LinkedIn has: metric values in five minutes, and calls a day, of which only their end is seen. */
export interface LinkedinAdsLimits {
  /** Default 45 million. */
  readonly metricValues: number;
}

const VENDOR: LinkedinAdsLimits = { metricValues: 45_000_000 };
const WINDOW_MS = 300_000;
const DAY_MS = 86_400_000;

export function createLimiter(
  limits: "vendor" | "off" | Partial<LinkedinAdsLimits>,
  now: () => number,
) {
  const { metricValues } = { ...VENDOR, ...(typeof limits === "string" ? {} : limits) };
  let spent: { readonly at: number; readonly values: number }[] = [];
  let closed: { readonly whose: string; readonly day: number } | undefined;
  let plain = 0;
  return {
    /** @throws Refusal 429 */
    enter(): void {
      if (closed !== undefined && closed.day === Math.floor(now() / DAY_MS)) {
        throw new Refusal(
          429,
          `Resource level throttle ${closed.whose} DAY limit for calls to this resource is reached.`,
          { serviceErrorCode: 101 },
        );
      }
      if (plain > 0) {
        plain -= 1;
        throw new Refusal(429, "Too many requests", { serviceErrorCode: 101 });
      }
    },
    /** Pays for a report. @throws Refusal 429 */
    pay(values: number): void {
      if (limits === "off") return;
      spent = spent.filter(({ at }) => at > now() - WINDOW_MS);
      if (spent.reduce((sum, one) => sum + one.values, values) > metricValues) {
        throw new Refusal(
          429,
          "The data request limit has been exceeded. More than 45 million metric values were requested in a 5-minute window.",
        );
      }
      spent.push({ at: now(), values });
    },
    /** The calls of this day are used up. */
    endDay(whose: "APPLICATION" | "MEMBER") {
      closed = { whose, day: Math.floor(now() / DAY_MS) };
    },
    /** So many requests from now on are too many. */
    throttle(times: number) {
      plain = times;
    },
  };
}
