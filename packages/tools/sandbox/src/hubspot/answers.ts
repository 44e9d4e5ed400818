import type { Answer } from "../answer.ts";
import { uuid } from "../random.ts";

/** An answer to which the router adds the endpoint. */
export type Reply = Omit<Answer, "endpoint">;

const JSON_TYPE = "application/json;charset=utf-8";

/** JSON with status 200 unless said otherwise. */
export const json = (body: unknown, more: { status?: number; records?: number } = {}): Reply => ({
  status: 200,
  contentType: JSON_TYPE,
  body: typeof body === "string" ? body : JSON.stringify(body),
  ...more,
});

/** JSON that is text already. */
export const jsonText = (body: string, records: number, status = 200): Reply => ({
  status,
  contentType: JSON_TYPE,
  body,
  records,
});

let correlations = 0;

/** An id that no other answer of this process has. */
export function correlationId(): string {
  correlations += 1;
  return uuid(correlations);
}

/** An error in HubSpot's common shape. */
export const failure = (
  status: number,
  category: string,
  message: string,
  more: Readonly<Record<string, unknown>> = {},
): Reply =>
  json({ status: "error", message, correlationId: correlationId(), category, ...more }, { status });

/** 400 for a request that breaks a rule. */
export const invalid = (message: string, more: Readonly<Record<string, unknown>> = {}): Reply =>
  failure(400, "VALIDATION_ERROR", message, more);

/** The web server's own page for a URL that is too long, not an API error. */
export const uriTooLong: Reply = {
  status: 414,
  contentType: "text/html",
  body: "<html>\r\n<head><title>414 Request-URI Too Large</title></head>\r\n<body>\r\n<center><h1>414 Request-URI Too Large</h1></center>\r\n<hr><center>cloudflare</center>\r\n</body>\r\n</html>\r\n",
};
