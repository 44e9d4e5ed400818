/** An answer that is an error. */
export class Refusal extends Error {
  readonly status: number;
  /** What Amplitude adds to the message. */
  readonly details: string | undefined;

  constructor(status: number, message: string, details?: string) {
    super(message);
    this.status = status;
    this.details = details;
  }
}

/** An error's body as most of Amplitude's APIs have it; that of the taxonomy is another. */
export function refusalBody({ status, message, details }: Refusal, endpoint: string): object {
  if (endpoint.startsWith("/api/2/taxonomy/")) return { success: false, errors: [{ message }] };
  return {
    error: {
      http_code: status,
      type: status === 404 ? "unspecified" : "invalid",
      message,
      metadata: details === undefined ? {} : { details },
    },
  };
}
