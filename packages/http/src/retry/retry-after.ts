import { MAX_PAUSE_MS } from "../limits.ts";

const SECONDS = /^\d{1,12}(?:\.\d{1,6})?$/;

/**
 * Milliseconds that a `Retry-After` header asks for (RFC 9110 §10.2.3, decimals allowed). Undefined: absent, past or not
 * understood. A date is measured against the answer's own `Date`, so that a wrong clock on our side does no harm.
 */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const value = headers.get("retry-after")?.trim();
  if (value === undefined) return undefined;
  const ms = SECONDS.test(value)
    ? Number(value) * 1_000
    : dateOf(value) - (dateOf(headers.get("date") ?? "") || now);
  return ms > 0 ? Math.min(ms, MAX_PAUSE_MS) : undefined;
}

/** An HTTP date in any of its three forms as epoch ms; the oldest names no zone and means GMT. */
function dateOf(text: string): number {
  if (!/^[a-z]{3,9},? /i.test(text)) return Number.NaN;
  return Date.parse(/gmt$/i.test(text) ? text : `${text} GMT`);
}
