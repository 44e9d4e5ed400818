import { AuthError, HttpError, PermissionError, type BrainError } from "@brain/core";
import { quoted, type Outcome } from "@brain/http";

/** The `vendorCode` of an export that holds too much for one answer. */
export const TOO_LARGE = "export_too_large";

/** Where an answer comes from, as far as that changes what it means. */
export interface Asked {
  /** Epoch ms: until then nobody asks again after a 429 without a time. */
  readonly pauseUntil: number;
  /** Hours of an export; none: another request. */
  readonly exportHours?: number | undefined;
}

/**
 * What an answer of Amplitude means; undefined: what its status usually means.
 *
 * @see https://amplitude.com/docs/apis/analytics/export (read 2026-11-24)
 */
export function classify(response: Response, body: unknown, asked: Asked): Outcome | undefined {
  const { status } = response;
  const said = textOf(body);
  const { exportHours } = asked;
  // The download server's answer to an address that is a minute old; the next try is given a new one.
  if (status >= 400 && /<Code>AccessDenied<[^]*expired/i.test(said)) return "retry";
  if (status === 429) {
    const soon = response.headers.has("retry-after") || /concurren/i.test(said);
    return soon ? "throttled" : { pauseUntil: asked.pauseUntil };
  }
  if (status === 401 || status === 403) return denied(status, said);
  if (exportHours !== undefined) {
    if (status === 404 && isNoData(body)) return "ok";
    if (status === 504 && exportHours > 1) return tooLarge(status, said, exportHours);
    if (status === 400 && !isWrongRequest(said)) return tooLarge(status, said, exportHours);
  }
  if (status === 400) return wrong(said);
  return undefined;
}

/** Amplitude's way to say that nothing was uploaded; a page of a proxy is not. */
function isNoData(body: unknown): boolean {
  return typeof body !== "string" || !body.trimStart().startsWith("<");
}

/** A 400 of the export means much data as a rule, but also what is wrong with the request: that is what it says then. */
function isWrongRequest(said: string): boolean {
  return /invalid|missing|malformed|must|required|parse|format/i.test(said);
}

function tooLarge(status: number, said: string, hours: number): BrainError {
  const one = hours === 1;
  return new HttpError({
    code: "http_status",
    message: one
      ? `Amplitude cannot export one hour of events: it answered ${status}${quoted(said)}.`
      : `Amplitude answered ${status} to an export of ${hours} hours${quoted(said)}.`,
    hint: one
      ? "If the hour holds too much for the Export API, read the project through Amplitude's export to S3 instead."
      : "Fewer hours are asked for next.",
    context: { ...contextOf(status), vendorCode: TOO_LARGE },
  });
}

/** Amplitude answers 403 to wrong keys, too, and not always with a reason. */
function denied(status: number, said: string): BrainError {
  if (status === 401 || /\bkeys?\b|credential|unauthori[sz]ed/i.test(said)) {
    return new AuthError({
      code: "auth_failed",
      message: `Amplitude refused the keys${quoted(said)}.`,
      hint: "Check `apiKey` and `secretKey` (both, of one project), and `region`: EU keys are unknown to the US host.",
      context: contextOf(status),
    });
  }
  return new PermissionError({
    code: "scope_missing",
    message: `Amplitude does not let these keys read this${quoted(said)}: the keys, their permission or the region are wrong.`,
    hint: "Use both keys of the project itself (a portfolio has no data), and check the plan and `region`.",
    context: contextOf(status),
  });
}

function wrong(said: string): BrainError {
  if (/not enabled|upgrade|your plan/i.test(said)) {
    return new PermissionError({
      code: "scope_missing",
      message: `The project's plan does not include this API${quoted(said)}.`,
      hint: "Leave this stream out, or change the plan: the other streams can be read.",
      context: { ...contextOf(400), vendorCode: "plan" },
    });
  }
  return new HttpError({
    code: "http_status",
    message: `Amplitude answered 400${quoted(said)}.`,
    hint: "Check what the config asks for: properties, cohorts, dates.",
    context: contextOf(400),
  });
}

/** Errors are `{error: {message, metadata: {details}}}`, `{errors: [{message}]}`, `{error: text}` or text. */
function textOf(body: unknown): string {
  if (typeof body === "string") return body;
  const error = field(body, "error");
  const first = field(field(body, "errors"), "0");
  const parts = [
    error,
    field(error, "message"),
    field(field(error, "metadata"), "details"),
    field(first, "message"),
  ];
  return parts.filter((part) => typeof part === "string").join(": ");
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function contextOf(status: number) {
  return { connector: "amplitude", status };
}
