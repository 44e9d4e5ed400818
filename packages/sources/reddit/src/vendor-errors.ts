import { PermissionError, type Clock } from "@brain/core";
import type { Outcome } from "@brain/http";

/** Why a subreddit cannot be read, by whom ever: that is an answer, and other subreddits go on. */
const CLOSED = new Set(["private", "quarantined", "gold_only", "banned", "employees_only"]);

/** What an answer of Reddit means; undefined: what its status usually means. */
export function classify(response: Response, body: unknown, clock: Clock): Outcome | undefined {
  const { status, headers } = response;
  if (status === 403 && !CLOSED.has(reasonOf(body) ?? "")) return forbidden(headers, body);
  if (status === 429 && !headers.has("retry-after")) {
    const seconds = Number(headers.get("x-ratelimit-reset") ?? Number.NaN);
    return seconds > 0 ? { pauseUntil: clock.now() + seconds * 1_000 } : "throttled";
  }
  return undefined;
}

/** The word that Reddit gives for it. */
export function reasonOf(body: unknown): string | undefined {
  const reason: unknown = Reflect.get(Object(body), "reason");
  return typeof reason === "string" ? reason : undefined;
}

function forbidden(headers: Headers, body: unknown): PermissionError {
  const context = { connector: "reddit", status: 403 };
  if (headers.get("www-authenticate")?.includes("insufficient_scope") === true) {
    return new PermissionError({
      code: "scope_missing",
      message: "The token lacks a scope that Reddit wants for this.",
      hint: "Authorise the app again with: read, and identity for `me`, privatemessages for `inbox`. Applications without a user have neither of these two.",
      context: { ...context, vendorCode: "insufficient_scope" },
    });
  }
  if (typeof body === "string") {
    return new PermissionError({
      code: "scope_missing",
      message:
        "Reddit has blocked the request before it was read: its User-Agent, or this machine's address.",
      hint: "Set `userAgent` as `<platform>:<app id>:<version> (by /u/<username>)`; addresses of data centres may need Reddit's approval of the app.",
      context: { ...context, vendorCode: "blocked" },
    });
  }
  return new PermissionError({
    code: "scope_missing",
    message: "Reddit does not let this account read here.",
    hint: "Check that the account may see it, and that the app was approved.",
    context: { ...context, vendorCode: reasonOf(body) ?? "forbidden" },
  });
}
