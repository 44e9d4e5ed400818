import { excerpt } from "./redact.ts";

const HEADERS = ["x-request-id", "x-hubspot-correlation-id", "x-correlation-id", "request-id"];

/** The vendor's own name for a call, where it gives one. */
export function requestIdOf(response: Response | undefined): { requestId?: string } {
  for (const name of HEADERS) {
    const id = response?.headers.get(name);
    if (typeof id === "string") return { requestId: excerpt(id) };
  }
  return {};
}
