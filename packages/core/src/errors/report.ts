import type { ErrorReport } from "./error-report.ts";
import { BrainError } from "./brain-error.ts";

const MAX_CAUSES = 5;

/** An error as plain JSON, for events and reports. */
export function toErrorReport(error: unknown): ErrorReport {
  const causes = causesOf(error);
  if (!BrainError.isInstance(error)) {
    return { code: "connector_failed", message: messageOf(error), retryable: false, causes };
  }
  const { requestId, attempts } = error.context;
  return {
    code: error.code,
    message: error.message,
    hint: error.hint,
    docsUrl: error.docsUrl,
    retryable: error.retryable,
    ...(typeof requestId === "string" ? { requestId } : {}),
    ...(typeof attempts === "number" ? { attempts } : {}),
    ...(error.resumeAt === undefined ? {} : { resumeAt: error.resumeAt }),
    ...(causes.length === 0 ? {} : { causes }),
  };
}

function causesOf(error: unknown): { code: string; message: string }[] {
  const causes: { code: string; message: string }[] = [];
  let cause = error instanceof Error ? error.cause : undefined;
  while (cause !== undefined && causes.length < MAX_CAUSES) {
    const code: unknown = cause instanceof Error ? (Reflect.get(cause, "code") ?? cause.name) : "";
    causes.push({ code: String(code), message: messageOf(cause) });
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  return causes;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
