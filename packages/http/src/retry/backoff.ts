import type { Clock } from "@brain/core";
import { MAX_BACKOFF_MS } from "../limits.ts";

/** Milliseconds before retry `retry` (from 1): doubled each time, never less than half of what is computed. */
export function backoffMs(retry: number, baseMs: number, clock: Clock): number {
  const computed = Math.min(MAX_BACKOFF_MS, baseMs * 2 ** (retry - 1));
  return computed * (0.5 + clock.random() / 2);
}

/** Never sooner than asked, and not everyone at the same moment. */
export function notBefore(waitMs: number, clock: Clock): number {
  return waitMs * (1 + clock.random() / 10);
}
