import { localTime } from "../zone.ts";
import { Refusal } from "./google-error.ts";

/** Allowances of a property. */
export interface Ga4Limits {
  readonly tokensPerDay: number;
  readonly tokensPerHour: number;
  readonly tokensPerProjectPerHour: number;
  readonly concurrentRequests: number;
  readonly serverErrorsPerProjectPerHour: number;
  readonly potentiallyThresholdedRequestsPerHour: number;
}

const STANDARD: Ga4Limits = {
  tokensPerDay: 200_000,
  tokensPerHour: 40_000,
  tokensPerProjectPerHour: 14_000,
  concurrentRequests: 10,
  serverErrorsPerProjectPerHour: 10,
  potentiallyThresholdedRequestsPerHour: 120,
};

const QUOTAS = "https://developers.google.com/analytics/devguides/reporting/data/v1/quotas";
const HOUR_MS = 3_600_000;
/** Days of the quota begin at midnight here, whatever the property's time zone. */
const QUOTA_TIME_ZONE = "America/Los_Angeles";

/** The quotas of one property. */
export interface Quota {
  /** Takes one of the concurrent requests; the function returned gives it back. @throws Refusal when none is left. */
  begin(): () => void;
  /** @throws Refusal when an allowance is used up. */
  check(isThresholded: boolean): void;
  /** Charges a request, and tells what is left in the shape of the API. */
  charge(tokens: number, isThresholded: boolean): unknown;
  /** Takes tokens off every allowance, e.g. to show what happens at their end. */
  spend(tokens: number): void;
}

/** Full quotas; "off" counts nothing. */
export function createQuota(
  limits: "vendor" | "off" | Partial<Ga4Limits>,
  now: () => number,
): Quota {
  const limit = { ...STANDARD, ...(typeof limits === "string" ? {} : limits) };
  let hour = { number: 0, tokens: 0, thresholded: 0 };
  let day = { number: 0, tokens: 0 };
  let running = 0;

  const refill = (): void => {
    const hourNumber = Math.floor(now() / HOUR_MS);
    if (hourNumber !== hour.number) hour = { number: hourNumber, tokens: 0, thresholded: 0 };
    const dayNumber = localTime(QUOTA_TIME_ZONE, now()).day;
    if (dayNumber !== day.number) day = { number: dayNumber, tokens: 0 };
  };
  const bucket = (consumed: number, remaining: number) => ({
    ...(consumed > 0 && { consumed }),
    ...(remaining > 0 && { remaining }),
  });

  return {
    begin() {
      if (limits !== "off" && running >= limit.concurrentRequests) {
        throw exhausted(
          "Exhausted concurrent requests quota. Please send fewer requests concurrently.",
        );
      }
      running += 1;
      return () => {
        running -= 1;
      };
    },
    check(isThresholded) {
      refill();
      if (limits === "off") return;
      if (day.tokens >= limit.tokensPerDay) {
        throw exhausted(
          `Exhausted property tokens per day. These quota tokens will return in under a day. To learn more, see ${QUOTAS}`,
        );
      }
      if (hour.tokens >= limit.tokensPerHour) {
        throw exhausted(
          `Exhausted property tokens per hour. These quota tokens will return in under an hour. To learn more, see ${QUOTAS}`,
        );
      }
      if (hour.tokens >= limit.tokensPerProjectPerHour) {
        throw exhausted(
          `Exhausted property tokens for a project per hour. These quota tokens will return in under an hour. To learn more, see ${QUOTAS}`,
        );
      }
      if (isThresholded && hour.thresholded >= limit.potentiallyThresholdedRequestsPerHour) {
        throw exhausted("Exhausted potentially thresholded requests quota.");
      }
    },
    charge(tokens, isThresholded) {
      refill();
      if (limits !== "off") {
        hour.tokens += tokens;
        day.tokens += tokens;
        hour.thresholded += Number(isThresholded);
      }
      return {
        tokensPerDay: bucket(tokens, limit.tokensPerDay - day.tokens),
        tokensPerHour: bucket(tokens, limit.tokensPerHour - hour.tokens),
        concurrentRequests: bucket(0, limit.concurrentRequests - Math.max(0, running - 1)),
        serverErrorsPerProjectPerHour: bucket(0, limit.serverErrorsPerProjectPerHour),
        potentiallyThresholdedRequestsPerHour: bucket(
          Number(isThresholded),
          limit.potentiallyThresholdedRequestsPerHour - hour.thresholded,
        ),
        tokensPerProjectPerHour: bucket(tokens, limit.tokensPerProjectPerHour - hour.tokens),
      };
    },
    spend(tokens) {
      refill();
      hour.tokens += tokens;
      day.tokens += tokens;
    },
  };
}

const exhausted = (message: string): Refusal => new Refusal(429, message);
