import {
  ConfigError,
  HttpError,
  PermissionError,
  RateLimitedError,
  type BrainError,
  type Clock,
} from "@brain/core";
import { quoted, type Outcome } from "@brain/http";
import { z } from "zod";
import { METRIC_VALUES_MS } from "./limits.ts";

const DAY_MS = 86_400_000;
/** LinkedIn's error body, old and new. Every field may be missing; a body that is HTML has none of them. */
const errorSchema = z
  .looseObject({
    message: z.string().nullish(),
    code: z.string().nullish(),
    serviceErrorCode: z.number().nullish(),
  })
  .catch({});

type VendorError = z.infer<typeof errorSchema>;

/** Where an answer came from. */
export interface Place {
  /** The path without ids (`/adAccounts/{id}/adCampaigns`). */
  readonly endpoint: string;
  readonly version: string;
  readonly clock: Clock;
}

/**
 * What LinkedIn's answer means, by status; its wording changes.
 *
 * @see https://learn.microsoft.com/en-us/linkedin/shared/api-guide/concepts/error-handling (read 2026-11-24)
 */
export function classify(response: Response, body: unknown, place: Place): Outcome | undefined {
  const { status } = response;
  if (status < 400) return undefined;
  const said = errorSchema.parse(body);
  switch (status) {
    case 400:
      return refused(said, place);
    case 403:
      return permission(said, place);
    case 404:
      return notFound(said, place);
    case 426:
      return sunset(said, place);
    case 429:
      return throttled(response, said, body, place);
    default:
      return undefined;
  }
}

/** A report that cannot be is the config's fault; elsewhere it may be a page token that is too old. */
function refused(said: VendorError, { endpoint }: Place): BrainError {
  const context = contextOf(400, said);
  if (endpoint === "/adAnalytics") {
    return new ConfigError({
      code: "config_invalid",
      message: `LinkedIn refused the report${quoted(said.message)}.`,
      hint: "Correct the report as the message says; a metric may be newer than `apiVersion`.",
      context,
    });
  }
  return new HttpError({
    code: "http_status",
    message: `LinkedIn refused the request${quoted(said.message)}.`,
    context,
  });
}

function permission(said: VendorError, { endpoint }: Place): BrainError {
  const scopes = scopesOf(endpoint);
  return new PermissionError({
    code: "scope_missing",
    message: `LinkedIn does not let this member read ${endpoint}${quoted(said.message)}.`,
    hint: `Grant ${scopes.join(" or ")} to the application and let the member authorise it again; the member needs a role on the ad account (Viewer is enough).`,
    context: { ...contextOf(403, said), scopes },
  });
}

/** LinkedIn knows no account that the member may not see. */
function notFound(said: VendorError, { endpoint }: Place): BrainError {
  return new PermissionError({
    code: "scope_missing",
    message: `LinkedIn shows this member nothing at ${endpoint}${quoted(said.message)}.`,
    hint: "Check `accountIds`, that the member has a role on the account, and `baseUrl` if you set it.",
    context: contextOf(404, said),
  });
}

function sunset(said: VendorError, { version }: Place): BrainError {
  return new ConfigError({
    code: "config_invalid",
    message: `LinkedIn does not serve version ${version} of its API (any more)${quoted(said.message)}.`,
    hint: "Update @brain/linkedin-ads, or set `apiVersion` to a newer version, such as the latest that LinkedIn's documentation names.",
    context: contextOf(426, said),
  });
}

/** Which limit was met stands in the text alone. */
function throttled(
  response: Response,
  said: VendorError,
  body: unknown,
  { clock }: Place,
): Outcome {
  if (response.headers.has("retry-after")) return "throttled";
  const text = typeof body === "string" ? body : (said.message ?? "");
  if (/metric values/i.test(text)) {
    return { pauseUntil: clock.now() + METRIC_VALUES_MS, budget: "analytics" };
  }
  const whose = /(APPLICATION|MEMBER)\S* DAY/i.exec(text)?.[1];
  if (whose === undefined) return "throttled";
  const resumeAt = new Date((Math.floor(clock.now() / DAY_MS) + 1) * DAY_MS).toISOString();
  return new RateLimitedError({
    code: "quota_exhausted",
    message: `LinkedIn refused the request: the calls of this ${whose.toLowerCase()} for today are used up.`,
    hint: `They return at ${resumeAt}; the next run goes on from the checkpoint. The Analytics tab of the developer portal shows the allowance.`,
    resumeAt,
    context: contextOf(429, said),
  });
}

function scopesOf(endpoint: string): readonly string[] {
  if (endpoint === "/adAnalytics") return ["r_ads_reporting"];
  if (endpoint.startsWith("/leadForm")) return ["r_marketing_leadgen_automation"];
  if (endpoint === "/conversions" || endpoint === "/campaignConversions") {
    return ["r_ads", "rw_conversions"];
  }
  if (endpoint === "/organizationAcls") return ["r_organization_admin", "rw_organization_admin"];
  return ["r_ads", "rw_ads"];
}

function contextOf(status: number, { code, serviceErrorCode }: VendorError) {
  const vendorCode = code ?? serviceErrorCode?.toString();
  return { connector: "linkedin-ads", status, ...(vendorCode === undefined ? {} : { vendorCode }) };
}
