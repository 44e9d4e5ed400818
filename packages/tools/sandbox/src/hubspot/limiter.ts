import { createRollingWindow } from "../rolling-window.ts";
import { localTime } from "../zone.ts";
import { failure, type Reply } from "./answers.ts";

/** Requests that one account may make. */
export interface HubspotLimits {
  /** Per 10 seconds and credential. 190 for a service key, 110 for OAuth unless set. */
  readonly burst: number;
  /** Per second over all search endpoints. */
  readonly search: number;
  /** Per day of the account's time zone; OAuth has none. */
  readonly daily: number;
}

/** Counts requests and refuses those above the limits. */
export interface Limiter {
  /** A refusal, or the headers that tell what is left. */
  admit(request: { kind: Kind; isSearch: boolean }): {
    refusal?: Reply;
    headers: Record<string, string>;
  };
  /** Takes so many requests off today's allowance, e.g. to show what happens at its end. */
  spendDaily(requests: number): void;
}

type Kind = "service key" | "oauth";

const BURST_MS = 10_000;
const VENDOR: Readonly<Record<Kind, HubspotLimits>> = {
  "service key": { burst: 190, search: 5, daily: 650_000 },
  oauth: { burst: 110, search: 5, daily: Number.POSITIVE_INFINITY },
};

/** HubSpot's rolling windows for bursts and search and its daily allowance; "off" admits everything. */
export function createLimiter(
  limits: "vendor" | "off" | Partial<HubspotLimits>,
  now: () => number,
  timeZone: string,
): Limiter {
  const bursts = {
    "service key": createRollingWindow(BURST_MS),
    oauth: createRollingWindow(BURST_MS),
  };
  const searches = createRollingWindow(1000);
  let today = { day: 0, used: 0 };

  const usedToday = (at: number): number => {
    const { day } = localTime(timeZone, at);
    if (day !== today.day) today = { day, used: 0 };
    return today.used;
  };

  return {
    admit({ kind, isSearch }) {
      if (limits === "off") return { headers: {} };
      const limit = { ...VENDOR[kind], ...(limits === "vendor" ? {} : limits) };
      const at = now();
      const burst = bursts[kind];
      const isDaily = Number.isFinite(limit.daily);
      let refusal: Reply | undefined;
      if (isDaily && usedToday(at) >= limit.daily) refusal = refuse("DAILY", "daily");
      else if (burst.used(at) >= limit.burst)
        refusal = refuse("TEN_SECONDLY_ROLLING", "ten_secondly_rolling");
      else if (isSearch && searches.used(at) >= limit.search)
        refusal = refuse("SECONDLY", "secondly");
      else {
        burst.add(at);
        if (isSearch) searches.add(at);
        if (isDaily) today.used += 1;
      }
      const headers: Record<string, string> = {};
      if (!isSearch) {
        headers["X-HubSpot-RateLimit-Max"] = String(limit.burst);
        headers["X-HubSpot-RateLimit-Remaining"] = String(
          Math.max(0, limit.burst - burst.used(at)),
        );
        headers["X-HubSpot-RateLimit-Interval-Milliseconds"] = String(BURST_MS);
        if (isDaily) {
          headers["X-HubSpot-RateLimit-Daily"] = String(limit.daily);
          headers["X-HubSpot-RateLimit-Daily-Remaining"] = String(
            Math.max(0, limit.daily - today.used),
          );
        }
      }
      return refusal === undefined ? { headers } : { refusal, headers };
    },
    spendDaily(requests) {
      usedToday(now());
      today.used += requests;
    },
  };
}

const refuse = (policyName: string, word: string): Reply =>
  failure(429, "RATE_LIMITS", `You have reached your ${word} limit.`, {
    errorType: "RATE_LIMIT",
    policyName,
  });
