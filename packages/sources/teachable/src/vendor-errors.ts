import { HttpError, PermissionError, type Clock } from "@brain/core";
import { quoted, type Allowance, type Outcome } from "@brain/http";

/**
 * What an answer of Teachable means; undefined: what its status usually means.
 *
 * @see https://docs.teachable.com/docs/rate-limits (read 2026-11-24)
 */
export function classify(response: Response, body: unknown, clock: Clock): Outcome | undefined {
  const { status, headers } = response;
  if (status === 429) {
    const seconds = numberOf(headers, "ratelimit-reset");
    if (headers.has("retry-after") || seconds === undefined) return "throttled";
    return { pauseUntil: clock.now() + Math.max(1, seconds) * 1_000 };
  }
  const said = textOf(body);
  if (status === 403) {
    return new PermissionError({
      code: "scope_missing",
      message: `Teachable does not let this key read here${said}.`,
      hint: "The Admin API needs the Growth plan or a higher one, and a key that was not revoked.",
      context: { connector: "teachable", status },
    });
  }
  if (status === 400 || status === 409 || status === 422) {
    return new HttpError({
      code: "http_status",
      message: `Teachable answered ${status}${said}.`,
      hint: "Check the ids and the window that were asked for.",
      context: { connector: "teachable", status },
    });
  }
  return undefined;
}

/** What is left of the minute: the reset is in seconds from now, not a time. */
export function allowanceOf({ headers }: Response, clock: Clock): Allowance | undefined {
  const requests = numberOf(headers, "ratelimit-remaining");
  const seconds = numberOf(headers, "ratelimit-reset");
  if (requests === undefined || seconds === undefined) return undefined;
  return { budget: "default", requests, resetAt: clock.now() + seconds * 1_000 };
}

function numberOf(headers: Headers, name: string): number | undefined {
  const value = headers.get(name)?.trim() ?? "";
  const number = value === "" ? Number.NaN : Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** One message, or a list of them. */
function textOf(body: unknown): string {
  const message: unknown = Reflect.get(Object(body), "message");
  const texts = (Array.isArray(message) ? message : [message]).filter(
    (text) => typeof text === "string" && text !== "",
  );
  return quoted(texts.join("; "));
}
