import { BrainError, errorCodes, type Code, type RunReport, type RunStatus } from "@brain/core";
import { OutputClosed } from "./output.ts";

/** What the exit code of a process says. */
export const exitCodes = {
  succeeded: 0,
  failed: 1,
  usage: 2,
  /** Configuration, credentials or permissions. */
  config: 3,
  /** Some streams are not complete, or wait for a quota. */
  partial: 4,
  dataQuality: 5,
  interrupted: { SIGINT: 130, SIGTERM: 143 },
  /** 128 + SIGPIPE, as of any program whose reader went away. */
  outputClosed: 141,
} as const;

type Signal = keyof typeof exitCodes.interrupted;

/**
 * The exit code of what a command came to: an error, the report of a run, or a list of both for all pipelines of one
 * call. Of several that fit, the first of: interrupted, data quality, partial, configuration, failed (DL-3).
 */
export function exitCodeOf(result: unknown, signal?: Signal): number {
  if (Array.isArray(result)) return codeOfAll(result, signal);
  return isReport(result) ? codeOfAll([result], signal) : codeOfError(result, signal);
}

function codeOfError(error: unknown, signal: Signal | undefined): number {
  if (error instanceof OutputClosed) return exitCodes.outputClosed;
  if (!BrainError.isInstance(error)) return exitCodes.failed;
  if (error.code === "cancelled") return interrupted(signal);
  if (isQuality(error.code)) return exitCodes.dataQuality;
  if (error.resumeAt !== undefined) return exitCodes.partial;
  return isConfig(error.code) ? exitCodes.config : exitCodes.failed;
}

function codeOfAll(results: readonly unknown[], signal: Signal | undefined): number {
  const statuses = results.map((result) => (isReport(result) ? result.status : "failed"));
  if (statuses.every((status) => status === "succeeded")) return exitCodes.succeeded;
  if (statuses.includes("cancelled")) return interrupted(signal);
  const codes = results.flatMap(failureCodes);
  if (codes.some(isQuality)) return exitCodes.dataQuality;
  if (isPartial(statuses)) return exitCodes.partial;
  return codes.length > 0 && codes.every(isConfig) ? exitCodes.config : exitCodes.failed;
}

/** Also where one pipeline of several failed and another did not. */
function isPartial(statuses: readonly RunStatus[]): boolean {
  return statuses.includes("partial") || statuses.includes("succeeded");
}

function interrupted(signal: Signal | undefined): number {
  return signal === undefined ? exitCodes.failed : exitCodes.interrupted[signal];
}

function failureCodes(result: unknown): string[] {
  if (!isReport(result)) return [BrainError.isInstance(result) ? result.code : "unknown"];
  return result.streams
    .filter((stream) => stream.status === "failed")
    .map((stream) => stream.error?.code ?? "unknown");
}

function isReport(result: unknown): result is RunReport {
  return typeof result === "object" && result !== null && "status" in result && "streams" in result;
}

function isQuality(code: string): boolean {
  const kind = kindOf(code);
  return kind === "ValidationError" || kind === "DataQualityError";
}

function isConfig(code: string): boolean {
  const kind = kindOf(code);
  return kind === "ConfigError" || kind === "AuthError" || kind === "PermissionError";
}

function kindOf(code: string): string | undefined {
  return isCode(code) ? errorCodes[code].kind : undefined;
}

function isCode(code: string): code is Code {
  return Object.hasOwn(errorCodes, code);
}
