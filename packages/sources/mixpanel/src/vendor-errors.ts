import { AuthError, HttpError, PermissionError, type BrainError } from "@brain/core";
import { quoted, type Outcome } from "@brain/http";

/** The `vendorCode` of Mixpanel's answer to a day that has not begun in the project's time zone. */
export const FUTURE_DAY = "to_date_in_future";

/**
 * What an answer of Mixpanel means; undefined: what its status usually means. The errors of its APIs differ: JSON with
 * `error`, or plain text.
 *
 * @see https://docs.mixpanel.com/reference/rate-limits (read 2026-11-24)
 */
export function classify(
  response: Response,
  body: unknown,
  pause: { readonly until: number; readonly budget: string | undefined },
): Outcome | undefined {
  const { status } = response;
  const said = textOf(body);
  if (status === 429) {
    // Mixpanel tells no time as a rule.
    if (response.headers.has("retry-after")) return "throttled";
    return { pauseUntil: pause.until, budget: pause.budget };
  }
  if (status === 400) return refused(said);
  if (status === 401) return "auth";
  if (status === 402) return planLacks(said);
  if (status === 403) return denied(said);
  return undefined;
}

/** Wrong credentials may be a 400, too: the export answers so. */
function refused(said: string): BrainError {
  if (/authenticate|unauthorized|invalid (api )?(secret|credentials)/i.test(said)) {
    return new AuthError({
      code: "auth_failed",
      message: `Mixpanel refused the credentials${quoted(said)}.`,
      hint: "Check the service account's username and secret, that it has not expired, and `region`.",
      context: contextOf(400),
    });
  }
  const future = /to_date cannot be later than today/i.test(said);
  return new HttpError({
    code: "http_status",
    message: `Mixpanel answered 400${quoted(said)}.`,
    hint: future
      ? "Set `projectTimezone` to the project's time zone."
      : "Check the query in the config: events, expressions and ids.",
    context: { ...contextOf(400), ...(future ? { vendorCode: FUTURE_DAY } : {}) },
  });
}

function planLacks(said: string): BrainError {
  return new PermissionError({
    code: "scope_missing",
    message: `The project's plan does not include this API${quoted(said)}.`,
    hint: "Leave this stream out, or change the plan: the other streams can be read.",
    context: { ...contextOf(402), vendorCode: "payment_required" },
  });
}

function denied(said: string): BrainError {
  return new PermissionError({
    code: "scope_missing",
    message: `Mixpanel does not let these credentials read here${quoted(said)}.`,
    hint: "Give the service account a role in this project (Analyst or Consumer), and check `projectId` and `region`.",
    context: contextOf(403),
  });
}

/** `request`, which stands beside it, has the address with its query, and is not shown. */
function textOf(body: unknown): string {
  if (typeof body === "string") return body;
  const error: unknown =
    typeof body === "object" && body !== null ? Reflect.get(body, "error") : "";
  return typeof error === "string" ? error : "";
}

function contextOf(status: number) {
  return { connector: "mixpanel", status };
}
