import {
  AuthError,
  HttpError,
  PermissionError,
  RateLimitedError,
  type BrainError,
  type Clock,
} from "@brain/core";
import { quoted, type Outcome } from "@brain/http";
import { z } from "zod";
import { dailyRetryAt } from "./allowance.ts";
import { BURST_MS, LOCKED_MS, SEARCH_MS } from "./limits.ts";

/** HubSpot's error body. Every field may be missing; a body that is HTML has none of them. */
const errorSchema = z
  .looseObject({
    message: z.string().nullish(),
    category: z.string().nullish(),
    subCategory: z.string().nullish(),
    policyName: z.string().nullish(),
    correlationId: z.string().nullish(),
    errors: z
      .array(
        z.looseObject({
          context: z
            .looseObject({ requiredGranularScopes: z.array(z.string()).nullish() })
            .nullish(),
        }),
      )
      .nullish(),
  })
  .catch({});

type VendorError = z.infer<typeof errorSchema>;

/** What an answer of HubSpot means; undefined: what its status usually means. */
export function classify(response: Response, body: unknown, clock: Clock): Outcome | undefined {
  const { status } = response;
  // 414 is an answer where it is expected: there are too many properties for one address.
  if (status < 400 || status === 414) return undefined;
  const said = errorSchema.parse(body);
  switch (status) {
    case 401:
      return "auth";
    case 403:
      return permission(said);
    case 423:
      return { pauseUntil: clock.now() + LOCKED_MS };
    case 429:
      return throttled(response, said, clock.now());
    case 477:
      return migrating(response, clock.now());
    case 530:
      return new AuthError({
        code: "auth_failed",
        message: "HubSpot's edge refused the request: the access token has not the form of one.",
        hint: "Copy the token anew, whole and without quotes; a service key begins with `pat-`.",
        context: { status },
      });
    default:
      return status === 408 || status === 425 || status >= 500 ? undefined : refused(status, said);
  }
}

/** 429 says by name which limit was met. */
function throttled(response: Response, said: VendorError, now: number): Outcome {
  if (said.policyName === "DAILY") {
    const resumeAt = new Date(retryAfter(response, now) ?? dailyRetryAt(now)).toISOString();
    return new RateLimitedError({
      code: "quota_exhausted",
      message: "HubSpot refused the request: the account's calls for today are used up.",
      hint: `They return at midnight in the account's time zone; try again from ${resumeAt}. The next run goes on from the checkpoint.`,
      resumeAt,
      context: contextOf(429, said),
    });
  }
  // Where HubSpot says itself how long, the client keeps to that.
  if (response.headers.has("retry-after")) return "throttled";
  if (said.policyName === "SECONDLY") return { pauseUntil: now + SEARCH_MS, budget: "search" };
  if (said.policyName === "TEN_SECONDLY_ROLLING") return { pauseUntil: now + BURST_MS };
  return "throttled";
}

/** 477: the account is being moved to another data centre, for up to 24 hours. */
function migrating(response: Response, now: number): Outcome {
  const until = retryAfter(response, now);
  return until === undefined ? "retry" : { pauseUntil: until };
}

function retryAfter(response: Response, now: number): number | undefined {
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) && seconds > 0 ? now + seconds * 1_000 : undefined;
}

function permission(said: VendorError): BrainError {
  const scopes = [
    ...new Set((said.errors ?? []).flatMap(({ context }) => context?.requiredGranularScopes ?? [])),
  ];
  const missing = said.category === "MISSING_SCOPES" || scopes.length > 0;
  return new PermissionError({
    code: "scope_missing",
    message: missing
      ? `The token lacks a scope that HubSpot wants for this: ${scopes.join(", ") || "it does not say which"}.`
      : `HubSpot does not let this token read here${quoted(said.message)}.`,
    hint: missing
      ? "Grant the scope to the service key or app (after that, OAuth users must authorise again), or leave this stream out."
      : "Check that the account's plan includes this feature, and that the token's user may see it.",
    context: { ...contextOf(403, said), scopes },
  });
}

function refused(status: number, said: VendorError): BrainError {
  return new HttpError({
    code: "http_status",
    message: `HubSpot answered ${status}${quoted(said.message)}.`,
    context: contextOf(status, said),
  });
}

function contextOf(status: number, said: VendorError) {
  const code = [said.category, said.policyName ?? said.subCategory].filter(Boolean).join("/");
  return {
    connector: "hubspot",
    status,
    ...(code === "" ? {} : { vendorCode: code }),
    ...(said.correlationId ? { requestId: said.correlationId } : {}),
  };
}
