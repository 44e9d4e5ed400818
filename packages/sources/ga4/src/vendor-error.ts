import {
  AuthError,
  ConfigError,
  HttpError,
  PermissionError,
  RateLimitedError,
  BrainError,
  type Clock,
} from "@brain/core";
import type { Outcome } from "@brain/http";
import { z } from "zod";
import { nextHour, nextPacificDay } from "./quota.ts";

/** Server errors have a quota of their own: ten an hour, and the property is closed. */
const SERVER_ERROR_ATTEMPTS = 3;
/** How long the vendor's other clients wait when too many requests are under way. */
const CONCURRENCY_PAUSE_MS = 30_000;

const errorBody = z.looseObject({
  error: z.looseObject({
    code: z.number().nullish(),
    message: z.string().nullish(),
    status: z.string().nullish(),
    details: z.array(z.looseObject({ reason: z.string().nullish() })).nullish(),
  }),
});

/** Where an error belongs. */
export interface ErrorPlace {
  readonly property: string;
  readonly budget: string;
}

interface VendorError extends ErrorPlace {
  readonly message: string;
  readonly status: string;
  readonly reasons: readonly string[];
}

/**
 * What GA4's answer means, by status and key phrase, since the wording changes.
 *
 * @see https://developers.google.com/analytics/devguides/reporting/data/v1/errors (read 2026-11-24)
 */
export function classifyAnswer(
  status: number,
  body: unknown,
  place: ErrorPlace,
  clock: Clock,
): Outcome | undefined {
  const parsed = errorBody.safeParse(body);
  const error = parsed.success ? parsed.data.error : undefined;
  const code = status < 400 ? (error?.code ?? undefined) : status;
  if (code === undefined || code < 400) return undefined;
  const vendor: VendorError = {
    ...place,
    message: (error?.message ?? "").slice(0, 500),
    status: error?.status ?? "",
    reasons: (error?.details ?? []).flatMap(({ reason }) => reason ?? []),
  };
  if (code === 400) return badRequest(vendor);
  if (code === 401) return "auth";
  if (code === 403) return noPermission(vendor);
  if (code === 404) return notFound(vendor);
  if (code === 429) return tooMany(vendor, clock.now());
  return code >= 500 ? { attempts: SERVER_ERROR_ATTEMPTS } : undefined;
}

/** An error that came under status 200, or in the middle of an answer: thrown, since no client will retry it. */
export function errorIn(body: unknown, place: ErrorPlace, clock: Clock): BrainError | undefined {
  if (!errorBody.safeParse(body).success) return undefined;
  const outcome = classifyAnswer(200, body, place, clock);
  if (BrainError.isInstance(outcome)) return outcome;
  const options = { message: `GA4 broke off its answer for property ${place.property}.` };
  if (outcome === "auth") return new AuthError({ code: "auth_failed", ...options });
  return new HttpError({ code: "http_status", retryable: true, ...options });
}

function badRequest(vendor: VendorError): BrainError {
  const { message, property } = vendor;
  const field = /Field (\S+) is not a valid (dimension|metric)/.exec(message);
  if (field !== null) {
    return invalid(
      vendor,
      `Property ${property} has no ${field[2]} "${field[1]}".`,
      "Correct the name in the report; a custom definition must exist in this very property (Admin > Custom definitions).",
    );
  }
  if (/incompatible/i.test(message)) {
    const remove = /remove (.+?) to make/i.exec(message)?.[1];
    return invalid(
      vendor,
      `GA4 cannot combine the dimensions and metrics of this report${remove === undefined ? "" : `; in the way: ${remove}`}.`,
      `Take ${remove ?? "a field"} out of the report, or give it a report of its own; the session's source is \`sessionSource\`.`,
    );
  }
  return invalid(
    vendor,
    `GA4 refused the report for property ${property}: ${message || "no reason given"}`,
    "Correct the report as the message says.",
  );
}

function noPermission(vendor: VendorError): BrainError {
  const { message: given, reasons, property } = vendor;
  const denied = (message: string, hint: string): PermissionError =>
    new PermissionError({ code: "scope_missing", message, hint, context: contextOf(vendor) });
  if (
    reasons.includes("SERVICE_DISABLED") ||
    /has not been used in project|is disabled/.test(given)
  ) {
    return denied(
      "The Google Analytics Data API is not enabled in the Google Cloud project of these credentials.",
      'Enable "Google Analytics Data API" in the Cloud console (APIs & Services > Library), wait a few minutes and try again.',
    );
  }
  if (
    reasons.includes("ACCESS_TOKEN_SCOPE_INSUFFICIENT") ||
    /insufficient authentication scopes/i.test(given)
  ) {
    return denied(
      "The credentials were granted without the scope that reading Analytics needs.",
      "Reconnect, and grant https://www.googleapis.com/auth/analytics.readonly.",
    );
  }
  return denied(
    `The credentials may not read property ${property}.`,
    "Add the user, or the service account's e-mail address, as Viewer of the property (Admin > Property access management), and check the property id.",
  );
}

function notFound(vendor: VendorError): BrainError {
  return invalid(
    vendor,
    `GA4 knows nothing at this address for property ${vendor.property}.`,
    "Check the property id, and `baseUrl` if you set it: it ends in the API version (…/v1beta/).",
  );
}

function tooMany(vendor: VendorError, now: number): Outcome {
  const { message, property, budget } = vendor;
  if (/concurrent/i.test(message)) return { pauseUntil: now + CONCURRENCY_PAUSE_MS, budget };
  if (!/exhausted/i.test(message) && vendor.status !== "RESOURCE_EXHAUSTED") return "throttled";
  const isDaily = /per day|daily/i.test(message);
  const resumeAt = new Date(isDaily ? nextPacificDay(now) : nextHour(now)).toISOString();
  return new RateLimitedError({
    code: "quota_exhausted",
    message: `GA4 refused the request: the quota of property ${property} for this ${isDaily ? "day" : "hour"} is used up.`,
    hint: `It returns by ${resumeAt}; the next run goes on from the checkpoint.`,
    resumeAt,
    context: contextOf(vendor),
  });
}

function invalid(vendor: VendorError, message: string, hint: string): ConfigError {
  return new ConfigError({ code: "config_invalid", message, hint, context: contextOf(vendor) });
}

function contextOf({ property, reasons, status, message }: VendorError) {
  return { connector: "ga4", property, vendorCode: reasons[0] ?? status, vendorMessage: message };
}
