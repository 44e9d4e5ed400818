import { Refusal } from "./refusal.ts";

/** What one client may ask for. */
export interface RedditLimits {
  /** Requests in a window. Default 1000. */
  readonly requests: number;
  /** Seconds. Default 600. */
  readonly windowS: number;
  /** How a refusal looks: a page with `Retry-After`, or bare JSON. Default html. */
  readonly refusal: "html" | "json";
}

const VENDOR: RedditLimits = { requests: 1_000, windowS: 600, refusal: "html" };

/** Counts requests in windows that begin with the clock, and says in headers what is left. */
export interface Limiter {
  /** @throws Refusal 429. */
  begin(): Readonly<Record<string, string>>;
}

export function createLimiter(
  limits: "vendor" | "off" | Partial<RedditLimits>,
  now: () => number,
): Limiter {
  const { requests, windowS, refusal } = {
    ...VENDOR,
    ...(typeof limits === "string" ? {} : limits),
  };
  let window = 0;
  let used = 0;
  return {
    begin() {
      if (limits === "off") return {};
      const seconds = now() / 1_000;
      const current = Math.floor(seconds / windowS);
      if (current !== window) used = 0;
      window = current;
      const resetS = Math.max(1, Math.ceil((current + 1) * windowS - seconds));
      if (used >= requests) {
        throw refusal === "json"
          ? new Refusal(429, { message: "Too Many Requests", error: 429 })
          : new Refusal(
              429,
              "<!doctype html><html><head><title>Too Many Requests</title></head><body></body></html>",
              { "retry-after": String(resetS) },
            );
      }
      used += 1;
      return {
        "x-ratelimit-used": String(used),
        "x-ratelimit-remaining": (requests - used).toFixed(1),
        "x-ratelimit-reset": String(resetS),
      };
    },
  };
}
