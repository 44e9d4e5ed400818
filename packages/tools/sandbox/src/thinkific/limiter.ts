import { htmlPage, Refusal } from "./refusal.ts";

/** In which unit `RateLimit-Reset` is told: Thinkific's own pages differ. */
export type ResetUnit = "epoch-seconds" | "epoch-milliseconds" | "milliseconds" | "seconds";

/** What a site may ask for, and how it is told that it has asked for more. */
export interface ThinkificLimits {
  /** Default 120. */
  readonly perMinute: number;
  /** Default `epoch-seconds`. */
  readonly reset: ResetUnit;
  /** Refuses with a page of HTML in place of JSON. Default false. */
  readonly html: boolean;
}

const VENDOR: ThinkificLimits = { perMinute: 120, reset: "epoch-seconds", html: false };
const MINUTE_MS = 60_000;

/** A refusal, with the header that says until when. */
export interface Limited {
  readonly refusal: Refusal;
  readonly headers: Readonly<Record<string, string>>;
}

/** Counts requests by the minute of the clock. */
export function createLimiter(
  limits: "vendor" | "off" | Partial<ThinkificLimits>,
  now: () => number,
): () => Limited | undefined {
  const { perMinute, reset, html } = { ...VENDOR, ...(typeof limits === "string" ? {} : limits) };
  let minute = 0;
  let used = 0;
  return () => {
    if (limits === "off") return undefined;
    const current = Math.floor(now() / MINUTE_MS);
    if (current !== minute) [minute, used] = [current, 0];
    used += 1;
    if (used <= perMinute) return undefined;
    const end = (current + 1) * MINUTE_MS;
    return {
      refusal: new Refusal(
        429,
        html ? htmlPage("429 Too Many Requests") : { error: "API rate limit exceeded" },
      ),
      headers: { "RateLimit-Reset": String(inUnit(reset, end, now())) },
    };
  };
}

function inUnit(unit: ResetUnit, end: number, now: number): number {
  if (unit === "epoch-seconds") return Math.ceil(end / 1_000);
  if (unit === "epoch-milliseconds") return end;
  return unit === "milliseconds" ? Math.max(1_001, end - now) : Math.ceil((end - now) / 1_000);
}
