import type { Answer } from "../answer.ts";

/** An answer to which the emulator adds the endpoint. */
export type Reply = Omit<Answer, "endpoint">;

const STATUSES: Readonly<Record<number, string>> = {
  400: "INVALID_ARGUMENT",
  401: "UNAUTHENTICATED",
  403: "PERMISSION_DENIED",
  404: "NOT_FOUND",
  429: "RESOURCE_EXHAUSTED",
};

/** Why a request is answered by an error; thrown inside the emulator and never outside. */
export class Refusal extends Error {
  readonly code: number;
  readonly details: readonly unknown[];

  constructor(code: number, message: string, details: readonly unknown[] = []) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/** 400 for a request that breaks a rule. */
export const invalidArgument = (message: string): Refusal => new Refusal(400, message);

/** JSON as Google writes it: indented unless `prettyPrint=false`. */
export const json = (status: number, body: unknown, indent: number, records = 0): Reply => ({
  status,
  contentType: "application/json; charset=UTF-8",
  body: JSON.stringify(body, null, indent) + (indent > 0 ? "\n" : ""),
  records,
});

/** The error body of Google's APIs. */
export function refusalReply({ code, message, details }: Refusal, indent: number): Reply {
  const status = STATUSES[code] ?? "UNKNOWN";
  const error = { code, message, status, ...(details.length > 0 && { details }) };
  const headers: Record<string, string> =
    code === 401
      ? { "www-authenticate": 'Bearer realm="https://accounts.google.com/", error="invalid_token"' }
      : {};
  return { ...json(code, { error }, indent), headers };
}
