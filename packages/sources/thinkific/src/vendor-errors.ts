import { HttpError, PermissionError, type BrainError, type Clock } from "@brain/core";
import { quoted, type Outcome } from "@brain/http";
import { ROBOT_ATTEMPTS } from "./limits.ts";
import { resetWaitMs } from "./reset-wait.ts";

/**
 * What an answer of Thinkific means; undefined: what its status usually means. Bodies of a 403 or a 429 may be a page of
 * HTML, made by what stands in front of the API.
 */
export function classify(response: Response, body: unknown, clock: Clock): Outcome | undefined {
  const { status, headers } = response;
  if (status === 429) {
    const waitMs = headers.has("retry-after") ? undefined : resetWaitMs(headers, clock.now());
    return waitMs === undefined ? "throttled" : { pauseUntil: clock.now() + waitMs };
  }
  if (status === 403) {
    return isPage(body) ? { attempts: ROBOT_ATTEMPTS } : denied(sayings(body));
  }
  if (status === 400 || status === 422) {
    return new HttpError({
      code: "http_status",
      message: `Thinkific answered ${status}${quoted(sayings(body))}.`,
      hint: "Check the window that was asked for.",
      context: { connector: "thinkific", status },
    });
  }
  return undefined;
}

function denied(said: string): BrainError {
  const [vendorCode, message, hint] = /plan|upgrade/i.test(said)
    ? [
        "plan_required",
        "The site's plan does not include the API",
        "The API needs a paid plan that has it: upgrade the site.",
      ]
    : /scope/i.test(said)
      ? [
          "insufficient_scope",
          "The access token has too few scopes",
          "Install the app on the site again, as an owner or administrator of it.",
        ]
      : [
          "forbidden",
          "Thinkific does not let these credentials read here",
          "Give credentials of an owner or administrator of the site, and one kind of them.",
        ];
  return new PermissionError({
    code: "scope_missing",
    message: `${message}${quoted(said)}.`,
    hint,
    context: { connector: "thinkific", status: 403, vendorCode },
  });
}

const isPage = (body: unknown): boolean =>
  typeof body === "string" && body.trimStart().startsWith("<");

/** `{error: "…"}`, `{errors: {field: ["…"]}}` or `{errors: [{field: "…"}]}` in one line. */
function sayings(body: unknown): string {
  const error: unknown = Reflect.get(Object(body), "error");
  if (typeof error === "string") return error;
  const errors: unknown = Reflect.get(Object(body), "errors");
  const parts: readonly unknown[] = Array.isArray(errors) ? errors : [errors];
  return parts
    .flatMap((part) => (typeof part === "string" ? [part] : Object.entries(Object(part)).map(line)))
    .join("; ");
}

function line([field, said]: readonly [string, unknown]): string {
  return `${field}: ${Array.isArray(said) ? said.join(", ") : String(said)}`;
}
