import { BrainError, DecodeError, NetworkError } from "@brain/core";
import { NAME_ATTEMPTS } from "../limits.ts";
import { AttemptFailed } from "../retry/failure.ts";

/** How Node says that a connection did not stand in time. */
const CONNECT_TIMEOUT = "UND_ERR_CONNECT_TIMEOUT";
/** Causes that prove that no connection was made, as Node and Bun name them. */
const UNSENT = new Set([
  "ECONNREFUSED",
  "ConnectionRefused",
  "ENOTFOUND",
  "EAI_AGAIN",
  CONNECT_TIMEOUT,
]);
const CERTIFICATE =
  /^(?:ERR_TLS_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERR_SSL_|HOSTNAME_MISMATCH)|_CERT(?:_|$)/;
const MAX_CAUSES = 5;

/** What a rejected `fetch` or a broken body means. Errors of ours pass as they are, but a cut body can come whole next time. */
export function networkFailure(error: unknown, what: string): Error {
  if (error instanceof AttemptFailed) return error;
  if (BrainError.isInstance(error)) return error.code === "truncated" ? cut(error) : error;
  const code = codeOf(error);
  const unsent = code !== undefined && UNSENT.has(code);
  const certificate = code !== undefined && CERTIFICATE.test(code);
  const late = code === CONNECT_TIMEOUT;
  const ours = certificate ? "tls" : late ? "timeout" : "network";
  return new AttemptFailed({
    reason: late ? "timeout" : "network",
    code: ours,
    retryable: !certificate,
    attempts: code === "ENOTFOUND" ? NAME_ATTEMPTS : undefined,
    unsent,
    toError: (context) =>
      new NetworkError({
        code: ours,
        message: `${what} ${String(context["host"])}${code === undefined ? "" : ` (${code})`}.`,
        // Whoever writes must know whether the call may have arrived.
        context: { ...context, sent: !unsent },
        cause: error,
      }),
  });
}

function cut(error: BrainError): AttemptFailed {
  const { message } = error;
  return new AttemptFailed({
    reason: "body",
    code: "truncated",
    retryable: true,
    toError: (context) => new DecodeError({ code: "truncated", message, context, cause: error }),
  });
}

/** The code of an error or of what caused it, where the runtime names one. */
function codeOf(error: unknown): string | undefined {
  let cause = error;
  for (let depth = 0; depth < MAX_CAUSES && typeof cause === "object" && cause !== null; depth++) {
    const code: unknown = Reflect.get(cause, "code");
    if (typeof code === "string") return code;
    cause = Reflect.get(cause, "cause");
  }
  return undefined;
}
