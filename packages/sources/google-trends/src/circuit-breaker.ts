import { BrainError, RateLimitedError, type Clock } from "@brain/core";
import type { Session } from "./session.ts";

/** So many failures in a row, and nothing is asked for {@link OPEN_MS}. */
const MAX_FAILURES = 5;
const OPEN_MS = 900_000;

/** Failures that tell about the site; the others tell about a config or about us. */
const COUNTED = new Set(["HttpError", "DecodeError", "NetworkError"]);

/**
 * Asks, unless the site has failed so often in a row that asking on would only do harm. After the pause one call is let
 * through: if it fails as well, the pause begins anew.
 *
 * @throws RateLimitedError `rate_limited` while nothing is asked.
 */
export async function guarded<T>(
  session: Session,
  clock: Clock,
  ask: () => Promise<T>,
): Promise<T> {
  const now = clock.now();
  if (session.openUntil > now) {
    throw new RateLimitedError({
      code: "rate_limited",
      message: `Google Trends failed ${session.failures} times in a row, so it is left alone for a while.`,
      hint: "If it lasts, the site has changed: update the connector, or use the official API.",
      resumeAt: new Date(session.openUntil).toISOString(),
      context: { connector: "google-trends", vendorCode: "circuit_open" },
    });
  }
  try {
    const answer = await ask();
    session.failures = 0;
    return answer;
  } catch (error) {
    if (BrainError.isInstance(error) && COUNTED.has(error.name)) {
      session.failures += 1;
      if (session.failures >= MAX_FAILURES) session.openUntil = clock.now() + OPEN_MS;
    }
    throw error;
  }
}
