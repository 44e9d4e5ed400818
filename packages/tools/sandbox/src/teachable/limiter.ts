import { Refusal } from "./refusal.ts";

/** What a school may ask for. */
export interface TeachableLimits {
  /** Default 100. */
  readonly perMinute: number;
  /** Requests in all (a month of the plan). Default none. */
  readonly perMonth: number;
}

const VENDOR: TeachableLimits = { perMinute: 100, perMonth: Infinity };
const MINUTE_S = 60;
/** Until the month's requests come back. */
const MONTH_S = 20 * 86_400;

/** Counts requests by the minute of the clock, and tells with each answer what is left. */
export interface Limiter {
  /** Headers of the answer, and the refusal where there is nothing left. */
  begin(): { readonly headers: Readonly<Record<string, string>>; readonly refusal?: Refusal };
}

export function createLimiter(
  limits: "vendor" | "off" | Partial<TeachableLimits>,
  now: () => number,
): Limiter {
  const { perMinute, perMonth } = { ...VENDOR, ...(typeof limits === "string" ? {} : limits) };
  let minute = 0;
  let used = 0;
  let month = 0;
  return {
    begin() {
      if (limits === "off") return { headers: {} };
      const seconds = now() / 1_000;
      const current = Math.floor(seconds / MINUTE_S);
      if (current !== minute) [minute, used] = [current, 0];
      const isOver = used >= perMinute || month >= perMonth;
      if (!isOver) [used, month] = [used + 1, month + 1];
      const isMonth = month >= perMonth && isOver;
      const reset = isMonth ? MONTH_S : Math.ceil((minute + 1) * MINUTE_S - seconds);
      const headers = {
        "RateLimit-Limit": String(perMinute),
        "RateLimit-Remaining": String(isOver ? 0 : perMinute - used),
        "RateLimit-Reset": String(reset),
      };
      return isOver
        ? { headers, refusal: new Refusal(429, "API rate limit exceeded") }
        : { headers };
    },
  };
}
