import { excerpt } from "./redact.ts";

const HEADERS = ["x-request-id", "x-hubspot-correlation-id", "x-correlation-id", "request-id"];
/** What ids are made of: anything else is foreign text, and has no place in events. */
const ID = /^[\w.:/-]{1,100}$/;

/** The vendor's own name for a call, where it gives one that shows none of the request's secrets. */
export function requestIdOf(
  response: Response | undefined,
  secrets: () => readonly string[],
): { requestId?: string } {
  for (const name of HEADERS) {
    const id = response?.headers.get(name);
    if (typeof id === "string" && ID.test(id) && excerpt(id, secrets()) === id)
      return { requestId: id };
  }
  return {};
}
