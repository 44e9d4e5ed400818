import { AuthError, HttpError, PermissionError, type Clock } from "@brain/core";
import type { Allowance, Outcome } from "@brain/http";
import type { ErrorsOptions, RateLimitOptions } from "./connection-options.ts";
import { valueAt } from "./value-at.ts";

const MESSAGE_LENGTH = 300;
const UNIT_MS = { seconds: 1_000, "epoch-seconds": 1_000, "epoch-milliseconds": 1 } as const;

/** How answers of one platform are read. */
export interface ErrorReading {
  readonly platform: string;
  readonly errors: ErrorsOptions | undefined;
  /** What must not be quoted, though a platform may repeat it. */
  readonly secrets: readonly string[];
}

/** What an answer means; undefined: what its status usually means. */
export function classify(
  response: Response,
  body: unknown,
  { platform, errors, secrets }: ErrorReading,
): Outcome | undefined {
  const { status, ok } = response;
  const code = codeIn(body, errors);
  if (ok && code === undefined) return undefined;
  const text = messageIn(body, errors, secrets);
  const said = text === "" ? "." : `: ${text}`;
  const context = {
    connector: "lms",
    platform,
    status,
    ...(code !== undefined && { vendorCode: code }),
  };
  const has = (codes: readonly string[] | undefined): boolean =>
    code !== undefined && codes?.includes(code) === true;
  const isLimited = errors?.throttledText.some((part) => textOf(body).includes(part)) === true;

  if (has(errors?.throttled) || (status === 403 && isLimited)) return "throttled";
  if (has(errors?.transient)) return "retry";
  if (has(errors?.permission) || (status === 403 && !has(errors?.auth))) {
    return new PermissionError({
      code: "scope_missing",
      message: `${platform} does not let these credentials read here${said}`,
      hint: "Give the account, or the service that its token belongs to, the right to read this list.",
      context,
    });
  }
  if (has(errors?.auth)) {
    return new AuthError({
      code: "auth_failed",
      message: `${platform} refused the credentials${said}`,
      hint: "Check the token, that it belongs to this site, and that it has not expired.",
      context,
    });
  }
  if (ok || (status >= 400 && status < 500 && ![401, 408, 425, 429].includes(status))) {
    return new HttpError({
      code: "http_status",
      message: `${platform} answered ${status}${code === undefined ? "" : ` with ${code}`}${said}`,
      hint: "Check the path and the parameters of this stream against the platform's manual.",
      context,
    });
  }
  return undefined;
}

/** The vendor's code in an answer that is an error. */
function codeIn(body: unknown, errors: ErrorsOptions | undefined): string | undefined {
  const code = errors?.code === undefined ? undefined : valueAt(body, errors.code);
  return typeof code === "string" && code !== "" ? code : undefined;
}

/** What is left of an allowance, where headers tell. */
export function allowanceOf(
  { headers }: Response,
  { remaining, reset, unit }: RateLimitOptions,
  clock: Clock,
): Allowance | undefined {
  const [left, until] = [headers.get(remaining), headers.get(reset)];
  if (left === null || until === null) return undefined;
  const resetAt = Number(until) * UNIT_MS[unit] + (unit === "seconds" ? clock.now() : 0);
  return { budget: "default", requests: Number(left), resetAt };
}

/** Where platforms without a description usually say what is wrong. */
const USUAL = [
  "message",
  "error.message",
  "errors.0.message",
  "detail",
  "error",
  "developer_message",
];

function messageIn(
  body: unknown,
  errors: ErrorsOptions | undefined,
  secrets: readonly string[],
): string {
  const places = errors?.message === undefined ? USUAL : [errors.message, ...USUAL];
  const found = places.map((place) => valueAt(body, place)).find((one) => typeof one === "string");
  let text = typeof found === "string" ? found : "";
  for (const secret of secrets) text = text.replaceAll(secret, "[redacted]");
  return text.slice(0, MESSAGE_LENGTH);
}

function textOf(body: unknown): string {
  return typeof body === "string" ? body : (JSON.stringify(body) ?? "");
}
