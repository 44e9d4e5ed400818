import { PAUSE_MS } from "./limits.ts";

/** From here on a number is epoch milliseconds; from the next, epoch seconds; from the last, milliseconds to wait. */
const EPOCH_MS_FROM = 1e12;
const EPOCH_S_FROM = 1e9;
const WAIT_MS_FROM = 1_000;

/**
 * Milliseconds until requests are allowed again, from `RateLimit-Reset`, of which Thinkific's own pages say that it is an
 * epoch time, and that it is milliseconds. Undefined: the header is absent or says nothing.
 *
 * A time is measured against the answer's own `Date`, so that a wrong clock on our side does no harm.
 */
export function resetWaitMs(headers: Headers, now: number): number | undefined {
  const text = headers.get("ratelimit-reset")?.trim() ?? "";
  const value = text === "" ? Number.NaN : Number(text);
  const answeredAt = Date.parse(headers.get("date") ?? "") || now;
  const ms = Number.isFinite(value) ? waitOf(value, answeredAt) : Date.parse(text) - answeredAt;
  return Number.isNaN(ms) ? undefined : Math.min(PAUSE_MS.most, Math.max(PAUSE_MS.least, ms));
}

function waitOf(value: number, answeredAt: number): number {
  if (value > EPOCH_MS_FROM) return value - answeredAt;
  if (value > EPOCH_S_FROM) return value * 1_000 - answeredAt;
  return value > WAIT_MS_FROM ? value : value * 1_000;
}
