import { excerpt } from "./redact.ts";

/** Where vendors say what went wrong, the most telling first. */
const FIELDS = [
  "message",
  "error_description",
  "error_message",
  "detail",
  "details",
  "title",
  "error",
  "errors",
];
const MAX_DEPTH = 3;

/** The vendor's own words about an error, short and redacted; empty when there are none. */
export function vendorMessage(body: unknown, secrets: readonly string[]): string {
  const text = messageIn(body, MAX_DEPTH);
  return text === undefined || /^\s*</.test(text) ? "" : excerpt(text, secrets);
}

function messageIn(value: unknown, depth: number): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null || depth === 0) return undefined;
  if (Array.isArray(value)) return messageIn(value[0], depth - 1);
  for (const field of FIELDS) {
    const found = Object.hasOwn(value, field)
      ? messageIn(Reflect.get(value, field), depth - 1)
      : undefined;
    if (found !== undefined && found !== "") return found;
  }
  return undefined;
}
