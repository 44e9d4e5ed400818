import { createRollingWindow } from "../rolling-window.ts";
import { Refusal } from "./refusal.ts";

/** What a project may ask for, reports and raw events each. */
export interface MixpanelLimits {
  /** Default 60. */
  readonly perHour: number;
  /** Reports under way at once. Default 5. */
  readonly concurrent: number;
  /** Raw exports in a second. Default 3. */
  readonly exportsPerSecond: number;
}

const VENDOR: MixpanelLimits = { perHour: 60, concurrent: 5, exportsPerSecond: 3 };

/** Counts requests, and refuses those above the limits; no answer tells what is left. */
export interface Limiter {
  /** @throws Refusal 429. What it gives ends the request. */
  begin(family: "query" | "export"): () => void;
}

export function createLimiter(
  limits: "vendor" | "off" | Partial<MixpanelLimits>,
  now: () => number,
): Limiter {
  const limit = { ...VENDOR, ...(typeof limits === "string" ? {} : limits) };
  const hours = { query: createRollingWindow(3_600_000), export: createRollingWindow(3_600_000) };
  const second = createRollingWindow(1_000);
  let running = 0;
  return {
    begin(family) {
      if (limits === "off") return () => undefined;
      const at = now();
      const hour = hours[family];
      if (hour.used(at) >= limit.perHour) {
        throw new Refusal(
          429,
          `Query rate limit exceeded, you have made ${hour.used(at)} queries in the last hour`,
        );
      }
      if (family === "export" && second.used(at) >= limit.exportsPerSecond) {
        throw new Refusal(429, "Query rate limit exceeded, too many queries in the last second");
      }
      if (family === "query" && running >= limit.concurrent) {
        throw new Refusal(429, "Query rate limit exceeded, too many concurrent queries");
      }
      hour.add(at);
      if (family === "export") {
        second.add(at);
        return () => undefined;
      }
      running += 1;
      return () => {
        running -= 1;
      };
    },
  };
}
