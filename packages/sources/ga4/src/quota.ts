import { RateLimitedError, type BudgetTruth, type Runtime } from "@brain/core";
import { nextMidnight } from "./days.ts";
import type { PropertyQuota } from "./report-answer.ts";

// https://developers.google.com/analytics/devguides/reporting/data/v1/quotas (read 2026-11-24)

const HOUR_MS = 3_600_000;
/** Tokens of one project for one property in an hour: a standard property, and one of Analytics 360. */
const HOURLY_TOKENS = 14_000;
const HOURLY_TOKENS_360 = 140_000;
/** What a request is taken to cost until one has been answered. */
const USUAL_COST = 10;
/** Below this share of an hour's tokens, requests go out no faster than tokens come back. */
const LOW = 0.1;
const PACIFIC = "America/Los_Angeles";

/** When the hourly buckets are full again, at the latest. */
export function nextHour(now: number): number {
  return (Math.floor(now / HOUR_MS) + 1) * HOUR_MS;
}

/** When the daily buckets are full again. */
export function nextPacificDay(now: number): number {
  return nextMidnight(now, PACIFIC);
}

/** What the last answer told of a property's tokens; all streams of a source share it. */
interface Known {
  cost: number;
  remaining: number | undefined;
}

/**
 * Takes tokens before a request, and gives back what is to be called with its answer's quota, or without on failure. The
 * budget is a property's: realtime reports have tokens of their own.
 */
export type TokenQuota = (
  budget: string,
) => Promise<
  (outcome: { quota?: PropertyQuota | null | undefined; error?: unknown }) => Promise<void>
>;

/**
 * Keeps within a property's tokens. Their number is known only from the answers (`propertyQuota`), where the HTTP client
 * cannot see it: the body is a stream.
 */
export function createTokenQuota(
  runtime: Runtime,
  options: { readonly project: string; readonly maxWaitMs: number },
): TokenQuota {
  const { budget, clock, signal } = runtime;
  return async (name) => {
    const key = `ga4 tokens ${options.project} ${name}`;
    const known = runtime.once(key, (): Known => ({ cost: USUAL_COST, remaining: undefined }));
    const hourly = (known.remaining ?? 0) > HOURLY_TOKENS ? HOURLY_TOKENS_360 : HOURLY_TOKENS;
    if (known.remaining !== undefined && known.remaining < hourly * LOW) {
      await clock.sleep((known.cost * HOUR_MS) / hourly, signal);
    }
    const permit = await take(key, hourly, known.cost);
    return async ({ quota, error }) => {
      const truth = truthOf(quota, known, clock.now());
      await budget.settle(key, permit, { ...truth, blockedUntil: blockedUntil(error) });
    };
  };

  async function take(key: string, hourly: number, cost: number): Promise<string> {
    for (;;) {
      const limits = [{ requests: hourly, perMs: HOUR_MS }];
      const answer = await budget.take(key, limits, cost, signal);
      if (answer.granted) return answer.permit;
      if (answer.waitMs > options.maxWaitMs) throw usedUp(clock.now() + answer.waitMs);
      await clock.sleep(answer.waitMs, signal);
    }
  }
}

function truthOf(
  quota: PropertyQuota | null | undefined,
  known: Known,
  now: number,
): Pick<BudgetTruth, "cost" | "left"> {
  if (quota === null || quota === undefined) return {};
  const { tokensPerDay: day, tokensPerHour: hour, tokensPerProjectPerHour: project } = quota;
  const cost = project?.consumed ?? hour?.consumed ?? 0;
  const inHour = Math.min(leftOf(project), leftOf(hour));
  const inDay = leftOf(day);
  const left = Math.min(inDay, inHour);
  known.cost = Math.max(1, cost);
  if (left === Infinity) return { cost };
  known.remaining = inHour;
  const resetAt = inDay < inHour ? nextPacificDay(now) : nextHour(now);
  // One cost is kept back, so that the last request before the end is not refused.
  return { cost, left: { requests: left - known.cost, resetAt } };
}

/** Zero is left out of an answer; a bucket that is not there has no bottom. */
function leftOf(bucket: { remaining?: number | null | undefined } | null | undefined): number {
  return bucket === null || bucket === undefined ? Infinity : (bucket.remaining ?? 0);
}

/** After "used up" nobody else needs to ask. */
function blockedUntil(error: unknown): number | undefined {
  const resumeAt: unknown =
    typeof error === "object" && error !== null ? Reflect.get(error, "resumeAt") : undefined;
  return typeof resumeAt === "string" ? Date.parse(resumeAt) : undefined;
}

function usedUp(resumeAt: number): RateLimitedError {
  const at = new Date(resumeAt).toISOString();
  return new RateLimitedError({
    code: "quota_exhausted",
    message: "The property's quota tokens are nearly used up, by GA4's own count.",
    hint: `They return by ${at}; the next run goes on from the checkpoint.`,
    resumeAt: at,
    context: { connector: "ga4" },
  });
}
