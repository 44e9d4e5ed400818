const MAX_DEPTH = 5;
/** Of a foreign error these are safe to keep; anything else (requests, options, bodies) may hold a secret. */
const KEPT = ["code", "errno", "syscall"] as const;

/** A foreign error without the fields that may hold secrets; errors of ours are kept as they are. */
export function redactCause(cause: unknown, depth = 0): unknown {
  if (!(cause instanceof Error) || Symbol.for("@brain/error") in cause) return cause;
  const copy = new Error(withoutQueries(cause.message));
  copy.name = cause.name;
  if (cause.stack !== undefined) copy.stack = withoutQueries(cause.stack);
  for (const field of KEPT) {
    const value: unknown = Reflect.get(cause, field);
    if (value !== undefined) Object.assign(copy, { [field]: value });
  }
  if (cause.cause !== undefined && depth < MAX_DEPTH) {
    copy.cause = redactCause(cause.cause, depth + 1);
  }
  return copy;
}

/** Keys and tokens travel in query strings: the address stays, the query goes. */
function withoutQueries(text: string): string {
  return text.replaceAll(/(https?:\/\/[^\s?#"']{1,2000})\?[^\s"']*/g, "$1?[redacted]");
}
